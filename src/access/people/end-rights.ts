import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Grant } from '../grants/grant.entity.js';
import { RevokeGrant } from '../grants/revoke-grant.js';
import { WithdrawProposals } from '../grants/withdraw-proposals.js';
import { CloseReviews } from '../reviews/close-reviews.js';

/** Ends everything that somebody may do and that waits to be decided about it, in the caller's transaction. */
@Injectable()
export class EndRights {
  constructor(
    private readonly revokeGrant: RevokeGrant,
    private readonly proposals: WithdrawProposals,
    private readonly reviews: CloseReviews,
  ) {}

  /**
   * Revokes each grant with an event, then closes reviews, so that closing resumes none; waiting proposals are withdrawn. The
   * caller holds the person's row, as every change of rights does before it takes a grant's.
   */
  async ofStaff(em: EntityManager, staffId: string, reason: string, actor: Actor): Promise<void> {
    for (const { id } of await this.#grants(em, staffId)) await this.revokeGrant.take(em, id, reason, actor);
    await this.reviews.ofStaff(em, staffId, 'deactivated', actor);
    await this.proposals.allAbout(em, staffId, actor);
  }

  #grants(em: EntityManager, staffId: string): Promise<Grant[]> {
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
    return em.find(Grant, { staffId, revokedAt: null }, options);
  }
}
