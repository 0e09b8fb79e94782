import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Grant } from '../grants/grant.entity.js';
import { GrantSuspension } from './grant-suspension.entity.js';

/** Why grants are suspended: by which review, and a stable code. */
export interface Suspending {
  readonly reviewId: string | null;
  readonly because: string;
}

/** The one writer of suspensions: a grant is suspended while any suspension of it is open. In the caller's transaction. */
@Injectable()
export class SuspendGrants {
  constructor(
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Suspends those of `grantIds` that nobody has revoked and that are not suspended for the same reason already.
   * Returns how many.
   */
  async suspend(em: EntityManager, grantIds: readonly string[], why: Suspending, actor: Actor): Promise<number> {
    const grants = await em.find(Grant, { id: { $in: [...grantIds] }, revokedAt: null }, { orderBy: { id: 'asc' } });
    const open = await em.find(GrantSuspension, { grantId: { $in: [...grantIds] }, liftedAt: null });
    const wanted = grants.filter(
      ({ id }) => !open.some(({ grantId, reviewId }) => grantId === id && (reviewId ?? null) === why.reviewId),
    );
    for (const grant of wanted) await this.#suspend(em, grant, why, actor);
    await this.#changed(em, wanted);
    return wanted.length;
  }

  /**
   * Lifts what the review suspends. A grant resumes unless another suspension of it is open; revoked ones stay as they are.
   * Returns how many resume.
   */
  async lift(em: EntityManager, reviewId: string, actor: Actor): Promise<number> {
    await em.flush();
    const suspensions = await em.find(GrantSuspension, { reviewId, liftedAt: null });
    for (const suspension of suspensions) suspension.liftedAt = this.clock.now();
    await em.flush();
    const ids = suspensions.map(({ grantId }) => grantId);
    const held = await em.find(GrantSuspension, { grantId: { $in: ids }, liftedAt: null });
    const free = ids.filter(id => !held.some(({ grantId }) => grantId === id));
    const grants = await em.find(Grant, { id: { $in: free }, revokedAt: null }, { orderBy: { id: 'asc' } });
    for (const grant of grants) await this.#resume(em, grant, reviewId, actor);
    await this.#changed(em, grants);
    return grants.length;
  }

  /** A review is found for what was suspended without one. */
  async giveToReview(em: EntityManager, grantIds: readonly string[], reviewId: string): Promise<void> {
    await em.nativeUpdate(
      GrantSuspension,
      { grantId: { $in: [...grantIds] }, reviewId: null, liftedAt: null },
      { reviewId },
    );
  }

  async #suspend(em: EntityManager, grant: Grant, { reviewId, because }: Suspending, actor: Actor): Promise<void> {
    const suspendedAt = this.clock.now();
    await em.insert(GrantSuspension, {
      ...{ id: newId(suspendedAt), grantId: grant.id, reviewId, because, suspendedAt },
    });
    grant.suspended = true;
    await this.trail.record(em, {
      action: 'grant.suspended',
      actor,
      reason: because,
      ...concerning(grant),
      facts: { role: grant.role, reviewId },
    });
  }

  async #resume(em: EntityManager, grant: Grant, reviewId: string, actor: Actor): Promise<void> {
    grant.suspended = false;
    await this.trail.record(em, {
      action: 'grant.resumed',
      actor,
      ...concerning(grant),
      facts: { role: grant.role, reviewId },
    });
  }

  async #changed(em: EntityManager, grants: readonly Grant[]): Promise<void> {
    await em.flush();
    for (const staffId of new Set(grants.map(grant => grant.staffId))) await this.staff.bumpAccessEpoch(em, staffId);
  }
}

function concerning({ id, staffId }: Grant) {
  return { object: { kind: 'grant', id }, concernsStaffId: staffId };
}
