import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { grantView } from '../access.schemas.js';
import { PURPOSES } from '../purposes.js';
import { ROLES } from '../roles.js';
import { PROPOSAL_KINDS, PROPOSAL_ORIGINS } from './grant-proposal.entity.js';
import { PROPOSAL_STATES } from './proposal-state.js';

export const proposalQuery = pageQuery.extend({
  state: z.enum(PROPOSAL_STATES).optional(),
  staff: format.id.optional(),
});
export type ProposalQuery = z.output<typeof proposalQuery>;

export const proposalDecision = z.strictObject({
  outcome: z.enum(['approved', 'refused']),
  reason: format.text(1000),
});
export type ProposalDecision = z.output<typeof proposalDecision>;

export const revocationProposal = z.strictObject({
  origin: z.enum(['administrator', 'unused-access']).default('administrator'),
  reason: format.text(1000),
});
export type NewRevocationProposal = z.output<typeof revocationProposal>;

/** What waits for a second administrator. */
export const proposed = z.strictObject({ proposalId: format.id });
export type Proposed = z.infer<typeof proposed>;

/** A grant that is wished for, as answers show it. */
const wantedView = z.strictObject({
  role: z.enum(ROLES),
  queues: z.union([z.literal('all'), z.array(z.string())]),
  units: z.union([z.literal('all'), z.array(z.string())]),
  ownCallsOnly: z.boolean(),
  purposes: z.array(z.enum(PURPOSES)),
  fromOn: format.day,
  untilOn: format.day,
  reason: z.string(),
});

/**
 * A proposal. `wanted` is there for a grant; `grant` is the one that is to be revoked, or the one that came of it.
 * `mayDecide` and `mayWithdraw` are for who asks.
 */
export const proposalView = z.strictObject({
  id: format.id,
  kind: z.enum(PROPOSAL_KINDS),
  staffId: format.id,
  staffName: z.string(),
  wanted: wantedView.nullable(),
  grant: grantView.nullable(),
  origin: z.enum(PROPOSAL_ORIGINS),
  proposedBy: format.id,
  proposerName: z.string().nullable(),
  reason: z.string(),
  proposedAt: format.instantOut,
  lapsesAt: format.instantOut,
  state: z.enum(PROPOSAL_STATES),
  decidedBy: format.id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: format.instantOut.nullable(),
  decisionReason: z.string().nullable(),
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type ProposalView = z.infer<typeof proposalView>;
export const proposalPage = pageOf(proposalView);
