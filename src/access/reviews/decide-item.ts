import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { Grant } from '../grants/grant.entity.js';
import { RevokeGrant } from '../grants/revoke-grant.js';
import { AccessReviewItem, type AccessReview } from './access-review.entity.js';
import { checkDecider } from './check-decider.js';
import { NarrowGrant } from './narrow-grant.js';
import type { WantedDecision } from './reviews.schemas.js';

/** Decides on one grant of a review, as far as the rules let the person who asks. */
@Injectable()
export class DecideItem {
  constructor(
    private readonly narrowGrant: NarrowGrant,
    private readonly revokeGrant: RevokeGrant,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * In the caller's transaction, which holds the review. A decision is final; who wants less later revokes the grant.
   * @throws DomainError `grant-not-in-review`, `not-oneself`, `granter-alone`, `not-reviewer`, `already-decided`,
   *   `not-narrower`
   */
  async execute(
    em: EntityManager,
    review: AccessReview,
    wanted: WantedDecision,
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    const { grantId, decision, reason } = wanted;
    const item = await em.findOne(AccessReviewItem, { reviewId: review.id, grantId });
    if (!item) throw notInReview();
    const grant = await em.findOneOrFail(Grant, { id: grantId });
    checkDecider({ review, grantedBy: grant.grantedBy ?? null, decision }, requester, permissions);
    if (item.decision) throw alreadyDecided();
    const textEventId = await this.trail.record(em, {
      action: 'access-review.decided',
      actor: actorOf(requester),
      object: { kind: 'access-review', id: review.id },
      concernsStaffId: review.staffId,
      grantId,
      facts: { decision, role: grant.role },
      texts: { reason },
    });
    em.assign(item, { decision, decidedAt: this.clock.now(), decidedBy: requester.id, textEventId });
    await em.flush();
    await this.#carryOut(em, item, grant, wanted, requester);
  }

  async #carryOut(
    em: EntityManager,
    item: AccessReviewItem,
    grant: Grant,
    { decision, reason, narrowed }: WantedDecision,
    requester: Requester,
  ): Promise<void> {
    const actor = actorOf(requester);
    if (decision === 'revoke') await this.revokeGrant.take(em, grant.id, reason, actor);
    if (decision !== 'narrow' || !narrowed) return;
    item.replacementId = await this.narrowGrant.execute(em, grant, narrowed, reason, actor);
    await em.flush();
  }
}

function notInReview(): DomainError {
  return new DomainError('unprocessable', 'grant-not-in-review', 'This review is not about that grant.');
}

function alreadyDecided(): DomainError {
  return new DomainError('conflict', 'already-decided', 'It has been decided on this grant already.');
}
