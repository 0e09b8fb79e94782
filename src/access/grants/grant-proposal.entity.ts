import { defineEntity, p } from '@mikro-orm/core';
import type { NewGrant } from '../access.schemas.js';

export const PROPOSAL_KINDS = ['grant', 'revocation'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** Who or what brought a proposal about. */
export const PROPOSAL_ORIGINS = ['administrator', 'directory-group', 'unused-access'] as const;
export type ProposalOrigin = (typeof PROPOSAL_ORIGINS)[number];

/** What has been said of a proposal; that an undecided one has lapsed is computed (`proposal-state.ts`). */
export const PROPOSAL_OUTCOMES = ['pending', 'approved', 'refused', 'withdrawn'] as const;
export type ProposalOutcome = (typeof PROPOSAL_OUTCOMES)[number];

const schema = defineEntity({
  name: 'GrantProposal',
  tableName: 'grant_proposal',
  indexes: [{ name: 'grant_proposal_newest', properties: ['proposedAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(PROPOSAL_KINDS),
    staffId: p.uuid().index('grant_proposal_staff'),
    /** Of a grant alone. */
    wanted: p.json().$type<NewGrant>().nullable(),
    /** The grant that is to be revoked, or the one that the approval made. */
    grantId: p.uuid().nullable(),
    origin: p.enum(PROPOSAL_ORIGINS),
    /** Staff id or service account id. */
    proposedBy: p.uuid(),
    /** People without whom a machine's proposal would not be there: none of them decides it (ADR 0033). */
    broughtAboutBy: p.uuid().array().default([]),
    reason: p.text(),
    proposedAt: p.datetime(3),
    lapsesAt: p.datetime(3),
    outcome: p.enum(PROPOSAL_OUTCOMES).default('pending'),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime(3).nullable(),
    decisionReason: p.text().nullable(),
  },
});

/** A grant, or a revocation, that somebody proposes and somebody else decides (ADR 0011). */
export class GrantProposal extends schema.class {}

schema.setClass(GrantProposal);
