import { RULE_IN_FORCE, type RetentionRule } from '../../kernel/retention-rule.js';
import type { ReclaimedUnit } from '../../recordings/index.js';

/** What kept the units that no version of the rule is for. */
const RULES_OF_KINDS = {
  /** It was only waiting to be sorted out: 14 days, and never longer than a recording. */
  'quarantined-item': 'at most 14 days',
  'training-copy': 'until the day that was approved',
  'rights-case': 'as long as the case, and what is set after it is closed',
} as const;
export type OtherRule = (typeof RULES_OF_KINDS)[keyof typeof RULES_OF_KINDS];

/** How a rule is named in certificates, such as `earlier-of 61 days, 2 months`. */
export function ruleName(rule: RetentionRule): string {
  return rule.kind === 'days' ? `${rule.days} days` : `earlier-of ${rule.days} days, ${rule.months} months`;
}

/** How what kept a unit is named in its certificate; of a unit without a version that is known, the rule that Tallenne begins with. */
export function nameOfWhatKept(
  { unitKind, ruleVersion }: Pick<ReclaimedUnit, 'unitKind' | 'ruleVersion'>,
  rules: ReadonlyMap<number, RetentionRule>,
): string {
  const others: Readonly<Record<string, string>> = RULES_OF_KINDS;
  return others[unitKind] ?? ruleName(rules.get(ruleVersion ?? 0) ?? RULE_IN_FORCE);
}
