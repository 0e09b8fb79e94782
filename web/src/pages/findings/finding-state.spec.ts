import { describe, expect, it } from '@jest/globals';
import { isOwn, stateOf } from './finding-state.js';

const TODAY = '2026-08-31';
const answer = { at: '2026-08-30T12:00:00.000Z', text: 'Viite oli väärä.' };
const outcome = { outcome: 'corrected' as const, text: null, at: answer.at, by: 'a' };
const about = { at: answer.at, action: 'playback.granted', actorId: 'maija', purpose: null, reference: null };

describe('a finding', () => {
  it('is overdue from the day after its last one, unless it was answered', () => {
    expect(stateOf({ answer: null, outcome: null, dueOn: TODAY }, TODAY)).toBe('open');
    expect(stateOf({ answer: null, outcome: null, dueOn: '2026-08-30' }, TODAY)).toBe('overdue');
    expect(stateOf({ answer, outcome: null, dueOn: '2026-08-30' }, TODAY)).toBe('answered');
  });

  it('is settled by its outcome, answered or not', () => {
    expect(stateOf({ answer: null, outcome, dueOn: '2026-08-30' }, TODAY)).toBe('settled');
  });

  it('is the own one of who answers for it and of who did what was found', () => {
    expect(isOwn({ ownerId: 'olli', about }, 'olli')).toBe(true);
    expect(isOwn({ ownerId: 'olli', about }, 'maija')).toBe(true);
    expect(isOwn({ ownerId: 'olli', about }, 'aila')).toBe(false);
    expect(isOwn({ ownerId: 'olli', about: null }, 'aila')).toBe(false);
  });
});
