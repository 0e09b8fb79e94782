import { describe, expect, it } from '@jest/globals';
import { parseDay, startOfDay } from '../../kernel/calendar.js';
import { EARLIER_OF_61_DAYS_AND_2_MONTHS } from '../../kernel/retention-rule.js';
import { ordinaryDay, ruleForCall, type AdoptedRule } from './rule-for-call.js';

const at = (day: string) => startOfDay(parseDay(day));
const FIRST: AdoptedRule = {
  ...{ version: 1, rule: EARLIER_OF_61_DAYS_AND_2_MONTHS, appliesToEarlier: true },
  inForceFrom: parseDay('2026-01-01'),
};
const days = (version: number, length: number, from: string, appliesToEarlier: boolean): AdoptedRule => ({
  ...{ version, rule: { kind: 'days', days: length }, inForceFrom: parseDay(from), appliesToEarlier },
});

describe('the rule of a call', () => {
  it('is the first while there is no other', () => {
    expect(ordinaryDay([FIRST], at('2026-12-31'), at('2027-01-05'))).toEqual({ ruleVersion: 1, dueOn: '2027-02-28' });
  });

  it('is the new one for calls that end from its first day on', () => {
    const rules = [FIRST, days(2, 30, '2026-07-01', false)];
    expect(ordinaryDay(rules, at('2026-06-30'), at('2026-08-01')).ruleVersion).toBe(1);
    expect(ordinaryDay(rules, at('2026-07-01'), at('2026-08-01'))).toEqual({ ruleVersion: 2, dueOn: '2026-07-31' });
  });

  it('is the new one for earlier calls too where it says so, from its first day on', () => {
    const rules = [FIRST, days(2, 30, '2026-07-01', true)];
    expect(ruleForCall(rules, at('2026-06-15'), at('2026-06-30')).version).toBe(1);
    expect(ruleForCall(rules, at('2026-06-15'), at('2026-07-01')).version).toBe(2);
  });

  it('is the newest of those that are for the call, in whatever order they come', () => {
    const rules = [days(3, 20, '2026-08-01', false), FIRST, days(2, 30, '2026-07-01', true)];
    expect(ruleForCall(rules, at('2026-07-31'), at('2026-08-05')).version).toBe(2);
    expect(ruleForCall(rules, at('2026-08-01'), at('2026-08-05')).version).toBe(3);
  });

  it('is none at all where no version is for the call', () => {
    expect(() => ruleForCall([days(2, 30, '2026-07-01', false)], at('2026-06-15'), at('2026-06-16'))).toThrow(
      TypeError,
    );
  });
});
