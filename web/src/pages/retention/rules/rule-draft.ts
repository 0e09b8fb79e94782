import type { NewRule } from '../../../api/types.js';
import { addDays, isDay } from '../../../ui/format/helsinki.js';

/** The longest that a rule may keep, as the server has it. */
export const MOST_DAYS = 400;
export const MOST_MONTHS = 13;

const CLAUSE = /^[\p{L}\d §.,:;()/-]{1,120}$/u;
const NUMBER = /^\d{1,4}$/;

/** A rule as its form has it: texts alone. */
export interface RuleDraft {
  readonly kind: string;
  readonly days: string;
  readonly months: string;
  readonly clause: string;
  readonly inForceFrom: string;
  /** `yes`: also calls that have ended before. */
  readonly appliesToEarlier: string;
  readonly reason: string;
}

export const EMPTY_RULE: RuleDraft = {
  kind: '',
  days: '',
  months: '',
  clause: '',
  inForceFrom: '',
  appliesToEarlier: '',
  reason: '',
};

type RuleFault = 'days' | 'months' | 'clause' | 'not-a-day' | 'too-early';

/** What is wrong with a draft on `today`, field by field; what must be filled in is not said here. */
export function faultsOf(draft: RuleDraft, today: string): Partial<Record<keyof RuleDraft, RuleFault>> {
  const { kind, days, months, clause, inForceFrom, appliesToEarlier } = draft;
  const earliest = appliesToEarlier === 'yes' ? today : addDays(today, 1);
  return {
    ...(isWithin(days, MOST_DAYS) ? {} : { days: 'days' }),
    ...(kind !== 'earlier-of' || isWithin(months, MOST_MONTHS) ? {} : { months: 'months' }),
    ...(CLAUSE.test(clause.trim()) ? {} : { clause: 'clause' }),
    ...(isDay(inForceFrom) ? {} : { inForceFrom: 'not-a-day' }),
    ...(isDay(inForceFrom) && inForceFrom < earliest ? { inForceFrom: 'too-early' } : {}),
  };
}

/** The rule that a draft without faults asks for. */
export function newRuleOf(draft: RuleDraft): NewRule {
  const terms = {
    days: Number(draft.days),
    clause: draft.clause.trim(),
    inForceFrom: draft.inForceFrom,
    appliesToEarlier: draft.appliesToEarlier === 'yes',
    reason: draft.reason.trim(),
  };
  return draft.kind === 'earlier-of'
    ? { kind: 'earlier-of', months: Number(draft.months), ...terms }
    : { kind: 'days', ...terms };
}

function isWithin(text: string, most: number): boolean {
  return NUMBER.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
}
