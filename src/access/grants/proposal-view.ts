import { subject } from '@casl/ability';
import type { AppAbility } from '../subjects.js';
import type { GrantProposal } from './grant-proposal.entity.js';
import type { ProposalView } from './grant-proposals.schemas.js';
import { grantViewOf } from './grant-view.js';
import type { Grant } from './grant.entity.js';
import { proposalState } from './proposal-state.js';

/** What a proposal is seen with: names and grants by their ids, who asks, and when. */
export interface SeenWith {
  readonly names: ReadonlyMap<string, string>;
  readonly grants: ReadonlyMap<string, Grant>;
  readonly ability: AppAbility;
  readonly now: Date;
}

/** A proposal as answers show it to who asks. */
export function proposalViewOf(proposal: GrantProposal, { names, grants, ability, now }: SeenWith): ProposalView {
  const { id, kind, staffId, wanted, origin, proposedBy, broughtAboutBy, reason, decidedBy } = proposal;
  const state = proposalState(proposal, now);
  const grant = grants.get(proposal.grantId ?? '');
  const may = (verb: 'decide' | 'withdraw'): boolean =>
    state === 'pending' && ability.can(verb, subject('GrantProposal', { staffId, proposedBy, broughtAboutBy }));
  return {
    ...{ id, kind, staffId, wanted: wanted ?? null, origin, proposedBy, reason, state },
    staffName: names.get(staffId) ?? '',
    grant: grant ? grantViewOf(grant) : null,
    proposerName: names.get(proposedBy) ?? null,
    proposedAt: proposal.proposedAt.toISOString(),
    lapsesAt: proposal.lapsesAt.toISOString(),
    decidedBy: decidedBy ?? null,
    deciderName: (decidedBy ? names.get(decidedBy) : null) ?? null,
    decidedAt: proposal.decidedAt?.toISOString() ?? null,
    decisionReason: proposal.decisionReason ?? null,
    mayDecide: may('decide'),
    mayWithdraw: may('withdraw'),
  };
}
