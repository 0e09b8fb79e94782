import { subject } from '@casl/ability';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { assertStillEntitled, notSecondPerson, StaffDirectory } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { CarryOutProposal } from './carry-out-proposal.js';
import { GrantProposal } from './grant-proposal.entity.js';
import type { ProposalDecision } from './grant-proposals.schemas.js';
import { proposalDecided, proposalSettled } from './proposal-events.js';
import { proposalState } from './proposal-state.js';

/** A second administrator approves or refuses what somebody proposed (ADR 0011). */
@Injectable()
export class DecideProposal {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly carryOut: CarryOutProposal,
  ) {}

  /**
   * Everything is checked again, and what is approved has its effect in the same transaction: a crash leaves the proposal
   * waiting. A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-second-person`, `access-changed`, `proposal-settled`, and for an approval `proposer-not-entitled`
   *   and whatever keeps the grant from being given
   */
  async execute(
    id: string,
    decision: ProposalDecision,
    requester: Requester,
    permissions: Permissions,
  ): Promise<GrantProposal> {
    const found = await this.database.entities().findOne(GrantProposal, { id });
    if (!found) throw notFound();
    const actor = actorOf(requester);
    try {
      return await this.database.transaction(em => this.#decide(em, found, decision, requester, permissions));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(found, decision, actor, error.code);
      throw error;
    }
  }

  async #decide(
    em: EntityManager,
    { id, staffId }: GrantProposal,
    { outcome, reason }: ProposalDecision,
    requester: Requester,
    { ability, today }: Permissions,
  ): Promise<GrantProposal> {
    const actor = actorOf(requester);
    // The person first, as a deactivation does, so that the two never wait for each other.
    await this.staff.bumpAccessEpoch(em, staffId);
    const proposal = await em.findOneOrFail(GrantProposal, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const { proposedBy, broughtAboutBy } = proposal;
    const facts = { staffId, proposedBy, broughtAboutBy };
    if (!ability.can('decide', subject('GrantProposal', facts))) throw notSecondPerson();
    await assertStillEntitled(em, requester);
    if (proposalState(proposal, this.clock.now()) !== 'pending') throw proposalSettled();
    if (outcome === 'approved') proposal.grantId = await this.carryOut.execute(em, proposal, reason, actor, today);
    em.assign(proposal, { outcome, decidedBy: actor.id, decidedAt: this.clock.now(), decisionReason: reason });
    await em.flush();
    await this.trail.record(em, proposalDecided(proposal, outcome, actor, reason));
    return proposal;
  }

  async #recordRefusal(
    proposal: GrantProposal,
    { outcome, reason }: ProposalDecision,
    actor: Actor,
    code: string,
  ): Promise<void> {
    const draft = proposalDecided(proposal, outcome, actor, reason);
    await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: code });
  }
}
