import { Injectable } from '@nestjs/common';
import { Replays, THE_SYSTEM, type LoggedEvent } from '../audit/index.js';
import { NOBODY } from '../kernel/ids.js';
import type { EntityManager } from '../platform/database/index.js';
import { Grant } from './grants/grant.entity.js';
import { AccessReviewItem } from './reviews/access-review.entity.js';
import { SuspendGrants } from './reviews/suspend-grants.js';

/**
 * After a restored backup: revoked grants stay revoked. A person whose credential has changed since has the old one again,
 * which may be in wrong hands: their grants are suspended until somebody has looked.
 */
@Injectable()
export class ReplayAccess {
  constructor(
    replays: Replays,
    private readonly suspendGrants: SuspendGrants,
  ) {
    replays.on('grant.revoked', (em, event) => this.#revoke(em, event));
    for (const action of ['password.changed', 'enrolment.completed'] as const) {
      replays.on(action, (em, event) => this.#suspendAll(em, event));
    }
    // Without the first passkey the password alone, of the backup's day, would open the way to another one.
    replays.on('second-factor.registered', async (em, event) => {
      if (event.facts?.isFirst === true) await this.#suspendAll(em, event);
    });
  }

  /** A review that ended with it is not ended here: its end is an event of its own, and what it suspended does not resume. */
  async #revoke(em: EntityManager, { object, at, actor }: LoggedEvent): Promise<void> {
    const grantId = object?.id ?? NOBODY;
    await em.nativeUpdate(Grant, { id: grantId, revokedAt: null }, { revokedAt: at, revokedBy: actor.id });
    await em.nativeUpdate(AccessReviewItem, { grantId, decision: null }, { decision: 'lapsed', decidedAt: at });
  }

  /** Into a review, at the end of the acceptance (reviews/replay-reviews.ts). */
  async #suspendAll(em: EntityManager, { actor }: LoggedEvent): Promise<void> {
    if (actor.id === null) return;
    const grants = await em.find(Grant, { staffId: actor.id, revokedAt: null });
    const why = { reviewId: null, because: 'credential-restored' };
    const ids = grants.map(({ id }) => id);
    await this.suspendGrants.suspend(em, ids, why, THE_SYSTEM);
  }
}
