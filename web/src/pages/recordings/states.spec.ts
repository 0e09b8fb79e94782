import { describe, expect, it } from '@jest/globals';
import { statesOf } from './states.js';

const ORDINARY = {
  restricted: false,
  holdPurposes: [],
  heldThroughOn: null,
  stated: false,
  corrected: false,
  noticeEvidence: 'plan' as const,
  dueOn: '2026-10-01',
  agent: { id: 'a', name: 'maija.malli', mapped: true },
};

describe('the states of a recording', () => {
  it('are none when nothing is out of the ordinary', () => {
    expect(statesOf(ORDINARY, '2026-09-23')).toEqual([]);
  });

  it.each([
    ['2026-09-24', 7],
    ['2026-09-30', 1],
    ['2026-10-01', 0],
  ])('on %s say that %d days are left', (today, days) => {
    expect(statesOf(ORDINARY, today)).toEqual([{ kind: 'last-days', days }]);
  });

  it('name restriction first', () => {
    const recording = { ...ORDINARY, restricted: true, holdPurposes: ['complaint' as const] };
    expect(statesOf(recording, '2026-09-01').map(state => state.kind)).toEqual(['restricted', 'held']);
  });

  it('say what a recording is kept longer for, and until when', () => {
    const recording = { ...ORDINARY, holdPurposes: ['complaint' as const], heldThroughOn: '2027-01-31' };
    expect(statesOf(recording, '2026-09-01')).toEqual([
      { kind: 'held', purposes: ['complaint'], throughOn: '2027-01-31' },
    ]);
  });

  it('say that somebody in it has something to say, or had something corrected', () => {
    const recording = { ...ORDINARY, stated: true, corrected: true };
    expect(statesOf(recording, '2026-09-01').map(state => state.kind)).toEqual(['stated', 'corrected']);
  });

  it('say that nothing but a person answers for the announcement', () => {
    const kinds = (['call', 'plan', 'person'] as const).map(noticeEvidence =>
      statesOf({ ...ORDINARY, noticeEvidence }, '2026-09-01').map(state => state.kind),
    );
    expect(kinds).toEqual([[], [], ['no-notice-evidence']]);
  });

  it('say that the agent is not mapped', () => {
    const agent = { id: null, name: '4711', mapped: false };
    expect(statesOf({ ...ORDINARY, agent }, '2026-09-01')).toEqual([{ kind: 'agent-not-mapped' }]);
  });
});
