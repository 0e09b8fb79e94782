import type { Actor, AuditAction, EventDraft } from '../../audit/index.js';
import { DomainError } from '../../kernel/errors.js';
import type { RetentionRules } from '../../recordings/index.js';

/** A version of the rule as the table has it. */
export type RuleRow = Awaited<ReturnType<RetentionRules['all']>>[number];

/** The event of something that is done about a version of the rule; it tells all of it, so that it can be brought about once more. */
export function ruleEvent(action: AuditAction, row: RuleRow, actor: Actor): EventDraft {
  const { version, kind, days, months = null, clause, inForceFrom, appliesToEarlier, proposedBy } = row;
  const proposedAt = row.proposedAt.toISOString();
  const facts = { version, kind, days, months, clause, inForceFrom, appliesToEarlier, proposedBy, proposedAt };
  return { action, actor, object: { kind: 'retention-rule', id: String(version) }, facts };
}

/** What is said of a version that does not wait any more. */
export function ruleSettled(): DomainError {
  return new DomainError('conflict', 'rule-settled', 'This rule is decided already.');
}

/** What is said of a version that would reach back further than it may. */
export function ruleDayOver(): DomainError {
  const sentence =
    'A rule is in force from today on at the earliest; one that leaves earlier calls alone, from tomorrow on.';
  return new DomainError('unprocessable', 'rule-day-over', sentence);
}
