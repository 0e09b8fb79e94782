import { describe, expect, it } from '@jest/globals';
import { OUTCOMES, RIGHTS, type Outcome, type Right } from '../case/rights.js';
import { CASE_STATES, type CaseState } from '../case/rights-case.entity.js';
import { checkMayClose, type ClaimAtClose, type LeftAtClose } from './may-close.js';

const claim = (rightKind: Right, outcome: Outcome, state: ClaimAtClose['state'] = 'confirmed') => ({
  ...{ rightKind, outcome, state },
});

/** The code with which it is refused; null where it may be closed. */
function refusal(state: CaseState, claims: readonly ClaimAtClose[], left: Partial<LeftAtClose> = {}): unknown {
  try {
    checkMayClose(state, claims, {
      ...{ underWay: false, erasure: false, restriction: false, untold: false },
      ...left,
    });
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

describe('a case', () => {
  it('is closed after its answer or its notices, and from nowhere else', () => {
    const from = CASE_STATES.filter(state => refusal(state, [claim('access', 'granted')]) === null);
    expect(from).toEqual(['answered', 'recipients-notified']);
  });

  it('is not closed while a right in it is open, or waits for its second person', () => {
    for (const state of ['open', 'decided'] as const) {
      expect(refusal('answered', [claim('access', 'granted'), claim('objection', 'refused', state)])).toBe(
        'claims-open',
      );
    }
    expect(refusal('recipients-notified', [claim('erasure', 'partly-granted', 'waiting')])).toBeNull();
  });

  it.each([
    ['an effect waits or is under way', 'effects-left', { underWay: true }],
    ['an erasure waits for the person to have the copy', 'effects-left', { erasure: true }],
    ['a restriction stands for nothing', 'restriction-stands', { restriction: true }],
  ] as const)('is not closed while %s', (_, code, left) => {
    expect(refusal('recipients-notified', [claim('access', 'granted')], left)).toBe(code);
  });

  it.each(['rectification', 'erasure', 'restriction'] as const)(
    'in which %s was done is closed after the notices alone (art. 19)',
    right => {
      const refused = OUTCOMES.filter(outcome => refusal('answered', [claim(right, outcome)]) !== null);
      expect(refused).toEqual(['granted', 'partly-granted']);
      for (const outcome of OUTCOMES) expect(refusal('recipients-notified', [claim(right, outcome)])).toBeNull();
    },
  );

  it('is not closed after its notices where something was done since', () => {
    expect(refusal('recipients-notified', [claim('rectification', 'granted')], { untold: true })).toBe(
      'recipients-not-notified',
    );
    expect(refusal('answered', [claim('objection', 'refused')], { untold: true })).toBeNull();
  });

  it('about anything else is closed after its answer', () => {
    const others = RIGHTS.filter(right => !['rectification', 'erasure', 'restriction'].includes(right));
    expect(others.map(right => refusal('answered', [claim(right, 'granted')]))).toEqual(others.map(() => null));
    expect(refusal('answered', [])).toBeNull();
  });
});
