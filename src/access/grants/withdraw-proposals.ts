import { subject } from '@casl/ability';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { GrantProposal } from './grant-proposal.entity.js';
import { proposalDecided, proposalSettled } from './proposal-events.js';
import { proposalState } from './proposal-state.js';

/** Proposals that are taken back: by who made them, or because the person leaves. */
@Injectable()
export class WithdrawProposals {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Who proposed takes it back.
   * @throws DomainError `not-found` also for somebody else's; `proposal-settled`
   */
  async execute(id: string, requester: Requester, { ability }: Permissions): Promise<GrantProposal> {
    return this.database.transaction(async em => {
      const proposal = await em.findOne(GrantProposal, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!proposal) throw notFound();
      const { staffId, proposedBy, broughtAboutBy } = proposal;
      const facts = { staffId, proposedBy, broughtAboutBy };
      if (!ability.can('withdraw', subject('GrantProposal', facts))) throw notFound();
      if (proposalState(proposal, this.clock.now()) !== 'pending') throw proposalSettled();
      await this.#withdraw(em, proposal, actorOf(requester));
      return proposal;
    });
  }

  /**
   * In the caller's transaction, which holds the person's row: every waiting proposal about the person, and every one that
   * the person made, so that nothing of somebody who has left is approved later.
   */
  async allAbout(em: EntityManager, staffId: string, actor: Actor): Promise<void> {
    const theirs = { $or: [{ staffId }, { proposedBy: staffId }] };
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
    const waiting = await em.find(GrantProposal, { ...theirs, outcome: 'pending' }, options);
    for (const proposal of waiting) await this.#withdraw(em, proposal, actor);
  }

  async #withdraw(em: EntityManager, proposal: GrantProposal, actor: Actor): Promise<void> {
    em.assign(proposal, { outcome: 'withdrawn', decidedBy: actor.id, decidedAt: this.clock.now() });
    await em.flush();
    await this.trail.record(em, proposalDecided(proposal, 'withdrawn', actor));
  }
}
