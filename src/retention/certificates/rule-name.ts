import type { RetentionRule } from '../../kernel/retention-rule.js';

/** How a rule is named in certificates, such as `earlier-of 61 days, 2 months`. */
export function ruleName(rule: RetentionRule): string {
  return rule.kind === 'days' ? `${rule.days} days` : `earlier-of ${rule.days} days, ${rule.months} months`;
}
