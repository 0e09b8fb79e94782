import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { newGrant } from '../access.schemas.js';
import { CreateGrant } from './create-grant.js';
import { GrantByTwo } from './grant-by-two.js';
import type { GrantProposal } from './grant-proposal.entity.js';
import { isBoundOn } from '../undertakings/is-bound-on.js';
import { RevokeGrant } from './revoke-grant.js';
import { peopleWithWorkingGrants } from './working-grants.js';

/** What an approval brings about, by the state of things at the approval. */
@Injectable()
export class CarryOutProposal {
  constructor(
    private readonly createGrant: CreateGrant,
    private readonly revokeGrant: RevokeGrant,
    private readonly byTwo: GrantByTwo,
  ) {}

  /**
   * In the caller's transaction, which holds the person's row.
   * @returns the id of the grant that was given or revoked
   * @throws DomainError `proposer-not-entitled`, and what {@link CreateGrant.give} throws
   */
  async execute(em: EntityManager, proposal: GrantProposal, reason: string, actor: Actor, today: Day): Promise<string> {
    // A revocation that names no grant wants none either, and is refused as such below.
    if (proposal.kind === 'revocation' && proposal.grantId) {
      return (await this.revokeGrant.take(em, proposal.grantId, reason, actor)).id;
    }
    if (proposal.origin === 'administrator') await this.#checkProposer(em, proposal.proposedBy, today);
    const wanted = newGrant.parse(proposal.wanted);
    this.byTwo.checkDays(wanted);
    const { id: proposalId, proposedBy, staffId } = proposal;
    return (await this.createGrant.give(em, staffId, wanted, actor, { facts: { proposalId, proposedBy } })).id;
  }

  /** Two people who may: a proposal does not outlive the rights of who made it. */
  async #checkProposer(em: EntityManager, staffId: string, today: Day): Promise<void> {
    const administers = (await peopleWithWorkingGrants(em, today, { role: 'administrator', staffId })).length > 0;
    if (administers && (await isBoundOn(em, staffId, today))) return;
    throw new DomainError('conflict', 'proposer-not-entitled', 'Who proposed this may not any more.');
  }
}
