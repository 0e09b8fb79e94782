import { parseDay } from '../../kernel/calendar.js';
import type { RetentionRule } from '../../kernel/retention-rule.js';
import type { AdoptedRule } from './rule-for-call.js';

/** An adopted version as {@link ADOPTED_RULES} gives it. */
export interface AdoptedRow {
  readonly version: number;
  readonly kind: RetentionRule['kind'];
  readonly days: number;
  readonly months: number | null;
  readonly inForceFrom: string;
  readonly appliesToEarlier: boolean;
}

/** How long a version keeps, as its row tells it. */
interface RuleLength extends Pick<AdoptedRow, 'kind' | 'days'> {
  readonly months?: number | null | undefined;
}

/** An expression of SQL: every adopted version of the rule, in one JSON array of {@link AdoptedRow}. */
export const ADOPTED_RULES = `(
  select jsonb_agg(jsonb_build_object('version', version, 'kind', kind, 'days', days, 'months', months,
    'inForceFrom', in_force_from, 'appliesToEarlier', applies_to_earlier) order by version)
  from retention_rule where state = 'adopted')`;

export function adoptedRule({ version, inForceFrom, appliesToEarlier, ...length }: AdoptedRow): AdoptedRule {
  return { version, rule: lengthOf(length), inForceFrom: parseDay(inForceFrom), appliesToEarlier };
}

/** How long a version keeps. Throws a TypeError for an `earlier-of` without months, which the table refuses. */
export function lengthOf({ kind, days, months }: RuleLength): RetentionRule {
  if (kind === 'days') return { kind, days };
  if (typeof months !== 'number') throw new TypeError('An earlier-of rule has months.');
  return { kind, days, months };
}
