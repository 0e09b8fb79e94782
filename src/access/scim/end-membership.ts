import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { GrantProposal } from '../grants/grant-proposal.entity.js';
import { lockGrant } from '../grants/lock-grant.js';
import { proposalDecided } from '../grants/proposal-events.js';
import { proposalState } from '../grants/proposal-state.js';
import { ProposeRevocation } from '../grants/propose-revocation.js';
import { DirectoryGroupMember } from './directory-group.entity.js';

/** What a membership had led to when it ends: a proposal that waits is withdrawn, a grant is proposed for revocation. */
@Injectable()
export class EndMembership {
  constructor(
    private readonly proposeRevocation: ProposeRevocation,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction, before the row of `member` is deleted. */
  async execute(em: EntityManager, member: DirectoryGroupMember, actor: Actor): Promise<void> {
    const proposal = await this.#proposalOf(em, member);
    if (!proposal) return;
    if (proposalState(proposal, this.clock.now()) === 'pending') await this.#withdraw(em, proposal, actor);
    else if (proposal.outcome === 'approved' && proposal.grantId) await this.#propose(em, proposal.grantId, actor);
  }

  /** Takes back only what waits: when a mapping ends, grants that were given stay until somebody looks at them. */
  async withdrawOnly(em: EntityManager, member: DirectoryGroupMember, actor: Actor): Promise<void> {
    const proposal = await this.#proposalOf(em, member);
    if (proposal && proposalState(proposal, this.clock.now()) === 'pending') await this.#withdraw(em, proposal, actor);
  }

  /** Null where another group asks for the same. */
  async #proposalOf(
    em: EntityManager,
    { groupId, staffId, proposalId }: DirectoryGroupMember,
  ): Promise<GrantProposal | null> {
    if (!proposalId) return null;
    const other = { staffId, proposalId, groupId: { $ne: groupId } };
    if (await em.findOne(DirectoryGroupMember, other)) return null;
    return em.findOne(GrantProposal, { id: proposalId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  async #withdraw(em: EntityManager, proposal: GrantProposal, actor: Actor): Promise<void> {
    em.assign(proposal, { outcome: 'withdrawn', decidedBy: actor.id, decidedAt: this.clock.now() });
    await em.flush();
    await this.trail.record(em, proposalDecided(proposal, 'withdrawn', actor));
  }

  async #propose(em: EntityManager, grantId: string, actor: Actor): Promise<void> {
    if (!(await lockGrant(em, grantId))) return;
    await this.proposeRevocation.execute(em, { grantId, origin: 'directory-group', reason: 'SCIM' }, actor);
  }
}
