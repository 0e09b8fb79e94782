import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { isInForce, stateOn } from './hold-state.js';
import { HOLD_STATES } from './hold.entity.js';

const UNTIL = '2026-12-01';
const LAST = parseDay(UNTIL);
const AFTER = parseDay('2026-12-02');

describe('the state of a hold', () => {
  it('is what somebody has said of it through its last day', () => {
    expect(HOLD_STATES.map(state => stateOn({ state, untilOn: UNTIL }, LAST))).toEqual(HOLD_STATES);
  });

  it('is over by itself on the day after, without a job', () => {
    expect(HOLD_STATES.map(state => stateOn({ state, untilOn: UNTIL }, AFTER))).toEqual([
      ...(['lapsed', 'ended', 'refused', 'lapsed', 'ended', 'released'] as const),
    ]);
  });

  it.each([
    [true, ['requested', 'active']],
    [false, ['active']],
  ] as const)('is in force, where it protects provisionally: %s, as %j', (provisional, states) => {
    const hold = (state: (typeof HOLD_STATES)[number]) => ({ state, provisional, untilOn: UNTIL });
    expect(HOLD_STATES.filter(state => isInForce(hold(state), LAST))).toEqual(states);
    expect(HOLD_STATES.filter(state => isInForce(hold(state), AFTER))).toEqual([]);
  });
});
