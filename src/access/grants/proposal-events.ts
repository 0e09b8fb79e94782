import type { Actor, EventDraft } from '../../audit/index.js';
import { DomainError } from '../../kernel/errors.js';
import type { GrantProposal } from './grant-proposal.entity.js';

/** The event of a proposal's end, or of an attempt to end it. */
export function proposalDecided(
  proposal: Pick<GrantProposal, 'id' | 'staffId' | 'kind' | 'origin' | 'proposedBy'>,
  outcome: 'approved' | 'refused' | 'withdrawn',
  actor: Actor,
  reason?: string,
): EventDraft {
  const { id, staffId, kind, origin, proposedBy } = proposal;
  return {
    action: 'grant-proposal.decided',
    actor,
    object: { kind: 'grant-proposal', id },
    concernsStaffId: staffId,
    facts: { outcome, kind, origin, proposedBy },
    ...(reason === undefined ? {} : { texts: { reason } }),
  };
}

/** What is said of a proposal that does not wait any more. */
export function proposalSettled(): DomainError {
  return new DomainError('conflict', 'proposal-settled', 'This proposal is decided, withdrawn or lapsed already.');
}
