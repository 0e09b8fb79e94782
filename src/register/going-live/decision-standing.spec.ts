import { describe, expect, it } from '@jest/globals';
import { standingOf, type DecidedRule } from './decision-standing.js';
import type { GoingLiveDecision } from './going-live-finding.entity.js';

const AT = new Date('2026-11-24T07:00:00Z');
const decision = (over: object = {}) =>
  ({
    state: 'proposed',
    ruleVersion: 2,
    confirmedBy: null,
    confirmedAt: null,
    ...over,
  }) as unknown as GoingLiveDecision; // what is looked at
const rule = (state: DecidedRule['state']): DecidedRule => ({ version: 2, state, decidedBy: 'paula', decidedAt: AT });

describe('where a decision stands', () => {
  it.each([
    ['proposed', 'proposed'],
    ['adopted', 'settled'],
    ['discarded', 'discarded'],
  ] as const)('is where its rule does: a rule that is %s leaves it %s', (state, expected) => {
    expect(standingOf(decision(), [rule(state)])).toEqual({ state: expected, by: 'paula', at: AT });
  });

  it('is its own where it proposes no rule, or where the rule was in force before it', () => {
    const confirmed = { ruleVersion: null, state: 'settled', confirmedBy: 'oili', confirmedAt: AT };
    expect(standingOf(decision(confirmed), [rule('adopted')])).toEqual({ state: 'settled', by: 'oili', at: AT });
    expect(standingOf(decision({ state: 'settled' }), [rule('discarded')])).toMatchObject({
      state: 'settled',
      by: null,
    });
  });
});
