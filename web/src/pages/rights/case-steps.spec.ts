import { describe, expect, it } from '@jest/globals';
import { caseSteps } from './case-steps.js';
import type { LookedCase } from './next-step.js';

const CASE: LookedCase = {
  ...{ kind: 'data-subject', state: 'received', permitted: ['handle'], stops: [], request: {} },
  claims: [{ right: 'access', state: 'open', outcome: null }],
  standing: {
    ...{ searches: 0, included: 0, unsorted: 0, unassessed: 0, uncopied: 0, effects: [], waiting: [] },
    ...{ lacking: [], prepared: null },
    ...{ hasAnswer: false, hasPackage: false, erasureWaits: false, restrictionStands: false },
  },
};
const stages = (over: Partial<LookedCase>) => caseSteps({ ...CASE, ...over }, 'me').map(({ stage }) => stage);
const stateOf = (over: Partial<LookedCase>, wanted: string) =>
  caseSteps({ ...CASE, ...over }, 'me').find(({ stage }) => stage === wanted)?.state;

describe('the way of a case', () => {
  it('has the stages that its rights need, and no others', () => {
    expect(stages({})).toEqual([
      ...['triage', 'identity', 'recordings', 'assessment', 'copies', 'decisions', 'answer', 'close'],
    ]);
    expect(stages({ claims: [{ right: 'erasure', state: 'open', outcome: null }] })).toEqual([
      ...['triage', 'identity', 'recordings', 'decisions', 'effects', 'answer', 'notices', 'close'],
    ]);
    expect(stages({ kind: 'authority', state: 'assessing', claims: [] })).toEqual([
      ...['recordings', 'copies', 'decisions', 'answer', 'close'],
    ]);
  });

  it('says what is done, what is done now, and what lies ahead', () => {
    const identified = { state: 'triaged', request: { identity: { method: 'known-contact-channel' } } } as const;
    expect(stateOf(identified, 'triage')).toBe('done');
    expect(stateOf(identified, 'identity')).toBe('done');
    expect(stateOf(identified, 'recordings')).toBe('now');
    expect(stateOf(identified, 'decisions')).toBe('ahead');
  });

  it('says where it went on without knowing who asks', () => {
    const claims = [{ right: 'access', state: 'confirmed', outcome: 'refused' }] as const;
    expect(stateOf({ state: 'decided', claims: [...claims] }, 'identity')).toBe('left-out');
  });

  it('is all done when the case is closed', () => {
    const states = caseSteps(
      { ...CASE, state: 'closed', request: { identity: { method: 'mandate-and-identity' } } },
      'me',
    );
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['done']));
  });
});
