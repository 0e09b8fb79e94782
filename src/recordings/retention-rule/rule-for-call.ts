import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { dueOn, type RetentionRule } from '../../kernel/retention-rule.js';

/** An adopted version of the retention rule. */
export interface AdoptedRule {
  readonly version: number;
  readonly rule: RetentionRule;
  readonly inForceFrom: Day;
  readonly appliesToEarlier: boolean;
}

/** By which version of the rule a call is kept, and its ordinary last day. */
export interface OrdinaryDay {
  readonly ruleVersion: number;
  readonly dueOn: Day;
}

/** Whether `rule` is for a call that ended on `endedOn`, seen on `today`. */
export function isForCall({ inForceFrom, appliesToEarlier }: AdoptedRule, endedOn: Day, today: Day): boolean {
  return inForceFrom <= endedOn || (appliesToEarlier && inForceFrom <= today);
}

/**
 * The version of the rule that a call which ended at `endedAt` is kept by: the newest that is for it.
 * Throws a TypeError where none is: the first version is for every call.
 */
export function ruleForCall(rules: readonly AdoptedRule[], endedAt: Date, now: Date): AdoptedRule {
  const [endedOn, today] = [helsinkiDay(endedAt), helsinkiDay(now)];
  const fitting = rules.filter(rule => isForCall(rule, endedOn, today));
  return fitting.reduce((newest, rule) => (rule.version > newest.version ? rule : newest));
}

/** The ordinary last day of a call that ended at `endedAt`, by the newest of `rules` that is for it. */
export function ordinaryDay(rules: readonly AdoptedRule[], endedAt: Date, now: Date): OrdinaryDay {
  const { version, rule } = ruleForCall(rules, endedAt, now);
  return { ruleVersion: version, dueOn: dueOn(endedAt, rule) };
}
