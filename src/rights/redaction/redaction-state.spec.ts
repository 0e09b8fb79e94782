import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { REDACTION_STATES } from '../case/case-output.entity.js';
import { checkWorkedOn, releasable, stateOfRedactions } from './redaction-state.js';

type State = (typeof REDACTION_STATES)[number];

/** The versions of one recording, the first one first. */
function versions(recordingId: string, ...states: State[]) {
  return states.map((state, place) => ({ recordingId, version: place + 1, state }));
}

describe('the copy that may be released', () => {
  it('is the approved one', () => {
    expect(releasable(versions('a', 'approved'))).toMatchObject({ version: 1 });
  });

  it('is none while something newer waits to be rendered or reviewed', () => {
    expect(releasable(versions('a', 'approved', 'draft'))).toBeNull();
    expect(releasable(versions('a', 'approved', 'rendered'))).toBeNull();
  });

  it('is the approved one again when what came after it was rejected', () => {
    expect(releasable(versions('a', 'approved', 'rejected', 'rejected'))).toMatchObject({ version: 1 });
  });

  it('is the newest of two approved ones', () => {
    expect(releasable(versions('a', 'approved', 'rejected', 'approved'))).toMatchObject({ version: 3 });
  });

  it('is never one that nobody has approved, in whatever order the versions are given', () => {
    const states = fc.array(fc.constantFrom(...REDACTION_STATES), { maxLength: 6 });
    const shuffled = states.chain(list =>
      fc.shuffledSubarray(versions('a', ...list), { minLength: list.length, maxLength: list.length }),
    );
    fc.assert(
      fc.property(shuffled, list => {
        const waits = (version: number) =>
          list.some(one => one.version > version && (one.state === 'draft' || one.state === 'rendered'));
        const approved = list.filter(({ state, version }) => state === 'approved' && !waits(version));
        expect(releasable(list)?.version).toBe(approved.map(({ version }) => version).toSorted((a, b) => b - a)[0]);
      }),
    );
  });
});

describe('a case', () => {
  it('is in review when each recording has a copy that waits for its review or has passed it', () => {
    expect(stateOfRedactions([...versions('a', 'approved'), ...versions('b', 'rejected', 'rendered')])).toBe(
      'in-review',
    );
  });

  it.each<[string, State[]]>([
    ['is a draft', ['draft']],
    ['is a draft beside an approved copy', ['approved', 'draft']],
    ['was rejected', ['rejected']],
  ])('is in redaction while something of one of them %s', (_, states) => {
    expect(stateOfRedactions([...versions('a', 'approved'), ...versions('b', ...states)])).toBe('redacting');
  });

  it('gets copies between the search and the decision only', () => {
    for (const state of ['assessing', 'redacting', 'in-review'] as const) {
      expect(() => {
        checkWorkedOn({ state });
      }).not.toThrow();
    }
    for (const state of ['received', 'searching', 'decided', 'answered', 'closed'] as const) {
      expect(() => {
        checkWorkedOn({ state });
      }).toThrow(expect.objectContaining({ code: 'wrong-state' }));
    }
  });
});
