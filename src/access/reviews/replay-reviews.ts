import { Injectable } from '@nestjs/common';
import { Replays, textFact, THE_SYSTEM, type LoggedEvent } from '../../audit/index.js';
import { StaffDuties } from '../../identity/index.js';
import { isDay } from '../../kernel/calendar.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Grant } from '../grants/grant.entity.js';
import {
  AccessReview,
  AccessReviewItem,
  ITEM_DECISIONS,
  REVIEW_KINDS,
  REVIEW_OUTCOMES,
} from './access-review.entity.js';
import { GrantSuspension } from './grant-suspension.entity.js';
import { OpenReview } from './open-review.js';
import { SuspendGrants } from './suspend-grants.js';

/**
 * After a restored backup: reviews go on as the log tells of them, and what they suspended is suspended. That something
 * resumed gives rights, so it is not brought about once more: a new review looks at it (design §4).
 */
@Injectable()
export class ReplayReviews {
  constructor(
    replays: Replays,
    private readonly suspendGrants: SuspendGrants,
    private readonly openReview: OpenReview,
    private readonly duties: StaffDuties,
  ) {
    replays.on('access-review.opened', (em, event) => this.#open(em, event));
    replays.on('access-review.decided', (em, event) => this.#decide(em, event));
    replays.on('access-review.suspended', (em, { object, at }) => set(em, object, { suspendedAt: at }));
    replays.on('access-review.escalated', (em, { object, at }) => set(em, object, { escalatedAt: at }));
    replays.on('access-review.reassigned', (em, event) =>
      set(em, event.object, { reviewerId: textFact(event, 'reviewerId') ?? NOBODY }),
    );
    // Each revocation is an event of its own, and so is the end of the review.
    replays.on('access-review.overdue', (em, { object, at }) =>
      decideTheRest(em, object?.id ?? NOBODY, { decision: 'revoke', decidedAt: at }),
    );
    replays.on('access-review.closed', (em, event) => this.#close(em, event));
    replays.on('grant.suspended', (em, event) => this.#suspend(em, event));
    replays.afterwards(em => this.#examineTheRest(em));
  }

  /** Somebody who came after the backup is not there, and there is nothing to examine. */
  async #open(em: EntityManager, event: LoggedEvent): Promise<void> {
    const [id, staffId] = [event.object?.id, event.concernsStaffId];
    const kind = REVIEW_KINDS.find(one => one === textFact(event, 'kind'));
    if (!id || !staffId || !kind || (await em.findOne(AccessReview, { id }))) return;
    if (!(await this.duties.of(em, staffId))) return;
    const [effectiveOn, suspendOn] = [dayFact(event, 'effectiveOn'), dayFact(event, 'suspendOn')];
    const [escalateOn, revokeOn] = [dayFact(event, 'escalateOn'), dayFact(event, 'revokeOn')];
    await em.insert(AccessReview, {
      ...{ id, staffId, kind, openedAt: event.at, effectiveOn, suspendOn, escalateOn, revokeOn },
      dutyChangeId: textFact(event, 'dutyChangeId') ?? null,
      reviewerId: textFact(event, 'reviewerId') ?? NOBODY,
      deputyIds: listFact(event, 'deputyIds'),
    });
    const grants = await em.find(Grant, { id: { $in: listFact(event, 'grantIds') }, revokedAt: null });
    for (const grant of grants) await em.insert(AccessReviewItem, { reviewId: id, grantId: grant.id });
  }

  async #decide(em: EntityManager, event: LoggedEvent): Promise<void> {
    const decision = ITEM_DECISIONS.find(one => one === textFact(event, 'decision'));
    const { object, grantId } = event;
    if (!decision || !object || !grantId) return;
    const item = { reviewId: object.id, grantId, decision: null };
    const decided = { decidedAt: event.at, decidedBy: event.actor.id, textEventId: event.id };
    await em.nativeUpdate(AccessReviewItem, item, { decision, ...decided });
  }

  /** What it suspended stays suspended, for the review at the end. */
  async #close(em: EntityManager, event: LoggedEvent): Promise<void> {
    const reviewId = event.object?.id ?? NOBODY;
    const outcome = REVIEW_OUTCOMES.find(one => one === textFact(event, 'outcome')) ?? 'lapsed';
    await set(em, event.object, { closedAt: event.at, outcome });
    await decideTheRest(em, reviewId, { decision: 'lapsed', decidedAt: event.at });
    await em.nativeUpdate(GrantSuspension, { reviewId, liftedAt: null }, { reviewId: null });
  }

  async #suspend(em: EntityManager, event: LoggedEvent): Promise<void> {
    const told = textFact(event, 'reviewId');
    const review = told ? await em.findOne(AccessReview, { id: told, closedAt: null }) : null;
    const why = { reviewId: review?.id ?? null, because: 'restored' };
    await this.suspendGrants.suspend(em, [event.object?.id ?? NOBODY], why, THE_SYSTEM);
  }

  /** What is suspended by no review would stay so for ever: somebody looks at it. */
  async #examineTheRest(em: EntityManager): Promise<void> {
    await em.flush();
    const suspensions = await em.find(GrantSuspension, { reviewId: null, liftedAt: null });
    const ids = suspensions.map(({ grantId }) => grantId);
    const grants = await em.find(
      Grant,
      { id: { $in: ids }, revokedAt: null },
      { orderBy: { staffId: 'asc', id: 'asc' } },
    );
    for (const staffId of new Set(grants.map(grant => grant.staffId))) {
      if (!(await this.duties.of(em, staffId))) continue;
      const grantIds = grants.filter(grant => grant.staffId === staffId).map(({ id }) => id);
      const wanted = { staffId, kind: 'recovery', grantIds, actor: THE_SYSTEM } as const;
      const reviewId = await this.openReview.execute(em, wanted);
      if (reviewId) await this.suspendGrants.giveToReview(em, grantIds, reviewId);
    }
  }
}

async function set(
  em: EntityManager,
  object: LoggedEvent['object'],
  values: Partial<Pick<AccessReview, 'suspendedAt' | 'escalatedAt' | 'reviewerId' | 'closedAt' | 'outcome'>>,
): Promise<void> {
  await em.nativeUpdate(AccessReview, { id: object?.id ?? NOBODY, closedAt: null }, values);
}

/** What nobody decided, decided by the end of the review: by no person. */
async function decideTheRest(
  em: EntityManager,
  reviewId: string,
  decided: { readonly decision: 'revoke' | 'lapsed'; readonly decidedAt: Date },
): Promise<void> {
  await em.nativeUpdate(AccessReviewItem, { reviewId, decision: null }, decided);
}

function dayFact(event: LoggedEvent, name: string): string {
  const day = textFact(event, name);
  if (day === undefined || !isDay(day)) throw new TypeError('The log tells of a review without its days.');
  return day;
}

function listFact({ facts }: LoggedEvent, name: string): string[] {
  const list = facts?.[name];
  return Array.isArray(list) ? list.filter(one => typeof one === 'string') : [];
}
