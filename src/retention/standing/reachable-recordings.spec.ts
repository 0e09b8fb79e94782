import { describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, parseDay, startOfDay } from '../../kernel/calendar.js';
import { dueOn, RULE_IN_FORCE } from '../../kernel/retention-rule.js';
import { againstRule, type AlikeReachable } from './reachable-recordings.js';

const RULES = [{ version: 1, rule: RULE_IN_FORCE, inForceFrom: parseDay('2026-01-01'), appliesToEarlier: true }];
const ENDED = parseDay('2026-09-01');
const LAST = dueOn(startOfDay(ENDED), RULE_IN_FORCE);
const midnight = startOfDay(addDays(LAST, 1));
const after = (ms: number) => new Date(midnight.getTime() + ms);
const alike = (over: Partial<AlikeReachable> = {}): AlikeReachable => ({
  ...{ endedOn: ENDED, heldUntil: null, recordings: 3 },
  ...over,
});

describe('what can be opened, against the rule', () => {
  it('is within it through the whole last day, and for the hour that the purge takes', () => {
    expect(againstRule([alike()], RULES, after(-1)).pastRule).toBe(0);
    expect(againstRule([alike()], RULES, after(3_599_999)).pastRule).toBe(0);
    expect(againstRule([alike()], RULES, after(3_600_000)).pastRule).toBe(3);
  });

  it('is answered for by a hold through its last day, and told apart', () => {
    const now = after(3_600_000);
    const held = alike({ heldUntil: helsinkiDay(now) });
    expect(againstRule([held], RULES, now)).toEqual({ recordings: 3, held: 3, pastRule: 0, oldestEndedOn: null });
    expect(againstRule([alike({ heldUntil: LAST })], RULES, now)).toMatchObject({ held: 0, pastRule: 3 });
  });

  it('names the oldest day that no hold answers for', () => {
    const young = addDays(ENDED, 20);
    const all = [
      alike({ heldUntil: parseDay('2027-01-01') }),
      alike({ endedOn: young }),
      alike({ endedOn: addDays(young, 5) }),
    ];
    expect(againstRule(all, RULES, after(3_600_000))).toMatchObject({
      recordings: 9,
      oldestEndedOn: young,
      pastRule: 0,
    });
  });
});
