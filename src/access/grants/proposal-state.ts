import type { GrantProposal, ProposalOutcome } from './grant-proposal.entity.js';

/** How long a proposal waits for somebody to decide. */
export const PROPOSAL_DAYS = 14;

export const PROPOSAL_STATES = ['pending', 'approved', 'refused', 'withdrawn', 'lapsed'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** What a proposal is at `now`: one that nobody decided in its time has lapsed by itself, without a job. */
export function proposalState(
  { outcome, lapsesAt }: Pick<GrantProposal, 'lapsesAt'> & { outcome: ProposalOutcome },
  now: Date,
): ProposalState {
  return outcome === 'pending' && lapsesAt <= now ? 'lapsed' : outcome;
}
