import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import type { Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { newGrant } from '../access.schemas.js';
import { CreateGrant } from './create-grant.js';
import { GrantByTwo } from './grant-by-two.js';
import type { GrantProposal } from './grant-proposal.entity.js';
import { Grant } from './grant.entity.js';
import { RevokeGrant } from './revoke-grant.js';

/** What an approval brings about, by the state of things at the approval. */
@Injectable()
export class CarryOutProposal {
  constructor(
    private readonly createGrant: CreateGrant,
    private readonly revokeGrant: RevokeGrant,
    private readonly byTwo: GrantByTwo,
    private readonly staff: StaffDirectory,
  ) {}

  /**
   * In the caller's transaction, which holds the person's row.
   * @returns the id of the grant that was given or revoked
   * @throws DomainError `proposer-not-entitled`, and what {@link CreateGrant.give} throws
   */
  async execute(em: EntityManager, proposal: GrantProposal, reason: string, actor: Actor, today: Day): Promise<string> {
    if (proposal.kind === 'revocation') {
      return (await this.revokeGrant.take(em, proposal.grantId ?? '', reason, actor)).id;
    }
    if (proposal.origin === 'administrator') await this.#checkProposer(em, proposal.proposedBy, today);
    const wanted = newGrant.parse(proposal.wanted);
    this.byTwo.checkDays(wanted);
    const { id: proposalId, proposedBy, staffId } = proposal;
    return (await this.createGrant.give(em, staffId, wanted, actor, { facts: { proposalId, proposedBy } })).id;
  }

  /** Two people who may: a proposal does not outlive the rights of who made it. */
  async #checkProposer(em: EntityManager, staffId: string, today: Day): Promise<void> {
    const days = { fromOn: { $lte: today }, untilOn: { $gte: today } };
    const administers = { staffId, role: 'administrator', revokedAt: null, suspended: false, ...days } as const;
    if ((await this.staff.isActive(em, staffId)) && (await em.count(Grant, administers)) > 0) return;
    throw new DomainError('conflict', 'proposer-not-entitled', 'Who proposed this may not any more.');
  }
}
