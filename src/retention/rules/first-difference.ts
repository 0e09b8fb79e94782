import { addDays, startOfDay, type Day } from '../../kernel/calendar.js';
import { dueOn, type RetentionRule } from '../../kernel/retention-rule.js';

/** The first day of calls that a rule keeps through another day than they would be kept without it. */
export interface FirstDifference {
  readonly endedOn: Day;
  /** Their last day as it would be without the rule, and with it. */
  readonly without: Day;
  readonly with: Day;
}

/** Longer than any two rules of days and months agree that do not agree for good: a leap day is within it. */
const LOOKED_AT_DAYS = 4 * 366;

/** Looks from the calls that end on `from` onwards; null where no day differs. `ruleOf` tells by which rule a day's calls would be kept. */
export function firstDifference(
  ruleOf: (endedOn: Day) => RetentionRule,
  wanted: RetentionRule,
  from: Day,
): FirstDifference | null {
  for (let ahead = 0; ahead < LOOKED_AT_DAYS; ahead += 1) {
    const endedOn = addDays(from, ahead);
    const at = startOfDay(endedOn);
    const [without, withIt] = [dueOn(at, ruleOf(endedOn)), dueOn(at, wanted)];
    if (without !== withIt) return { endedOn, without, with: withIt };
  }
  return null;
}
