import { Injectable } from '@nestjs/common';
import { AuditTexts } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import type { Day } from '../../kernel/calendar.js';
import { notFound } from '../../kernel/errors.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { Grant } from '../grants/grant.entity.js';
import { grantViewOf } from '../grants/grant-view.js';
import { reach, type Reach } from '../reach.js';
import { AccessReview, AccessReviewItem } from './access-review.entity.js';
import { maySee } from './decide-review.js';
import { REVIEW_COLUMNS } from './review-columns.js';
import { isSuspended } from './review-facts.js';
import { openDecisions, reviewItemView } from './review-view.js';
import type { OwnReview } from './own-review.schemas.js';
import type { ReviewItemView, ReviewQuery, ReviewView } from './reviews.schemas.js';

/** Shows reviews to those whom the rules let see them: who knows of all access, and who is named for one. */
@Injectable()
export class ReadReviews {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly texts: AuditTexts,
  ) {}

  /** Newest first. */
  async page(query: ReviewQuery, { ability, today }: Permissions): Promise<Page<ReviewItemView>> {
    const within = reach(ability, { verb: 'list', kind: 'AccessReview' }, REVIEW_COLUMNS);
    const found = within ? await this.database.query<{ id: string }>(...listOf(query, within)) : [];
    const where = { id: { $in: found.map(({ id }) => id) } };
    const order = { orderBy: { openedAt: 'desc', id: 'desc' } } as const;
    const rows = await this.database.entities().find(AccessReview, where, order);
    const { items, nextCursor } = pageFrom(rows, query.limit, ({ openedAt: at, id }) => ({ at, id }));
    const names = await this.staff.names(items.flatMap(({ staffId, reviewerId }) => [staffId, reviewerId]));
    return { items: items.map(review => reviewItemView(review, names, today)), nextCursor };
  }

  /** @throws DomainError `not-found`, also for who may not see it */
  async one(id: string, permissions: Permissions): Promise<ReviewView> {
    const em = this.database.entities();
    const review = await em.findOne(AccessReview, { id });
    if (!review || !maySee(review, permissions)) throw notFound();
    const items = await em.find(AccessReviewItem, { reviewId: id }, { orderBy: { grantId: 'asc' } });
    const grants = await em.find(Grant, { id: { $in: items.map(({ grantId }) => grantId) } });
    const people = [review.staffId, review.reviewerId, ...review.deputyIds, ...items.map(({ decidedBy }) => decidedBy)];
    const names = await this.staff.names(people.filter(person => typeof person === 'string'));
    const views = items.map(item => {
      const held = grants.filter(({ id: grantId }) => grantId === item.grantId);
      const grant = firstRow(held, 'a review holds a grant that is not there');
      return this.#item(review, item, grant, names, permissions);
    });
    const { dutyChangeId, deputyIds } = review;
    return {
      ...reviewItemView(review, names, permissions.today),
      dutyChangeId: dutyChangeId ?? null,
      deputyNames: deputyIds.map(deputy => names.get(deputy) ?? ''),
      items: await Promise.all(views),
    };
  }

  /** The open review of a person's own access that acts first; null without one. */
  async own(staffId: string, today: Day): Promise<OwnReview | null> {
    const order = { orderBy: { suspendOn: 'asc', id: 'asc' } } as const;
    const review = await this.database.entities().findOne(AccessReview, { staffId, closedAt: null }, order);
    if (!review) return null;
    const { id, kind, effectiveOn, suspendOn, revokeOn, reviewerId } = review;
    const reviewerName = (await this.staff.names([reviewerId])).get(reviewerId) ?? null;
    return { id, kind, effectiveOn, suspendOn, revokeOn, suspended: isSuspended(review, today), reviewerName };
  }

  async #item(
    review: AccessReview,
    item: AccessReviewItem,
    grant: Grant,
    names: ReadonlyMap<string, string>,
    permissions: Permissions,
  ): Promise<ReviewView['items'][number]> {
    const { decision, decidedAt, decidedBy, textEventId, replacementId } = item;
    return {
      grant: grantViewOf(grant),
      decision: decision ?? null,
      reason: textEventId ? await this.#text(textEventId) : null,
      decidedAt: decidedAt?.toISOString() ?? null,
      decidedBy: decidedBy ?? null,
      decidedByName: (decidedBy && names.get(decidedBy)) ?? null,
      replacementId: replacementId ?? null,
      mayDecide: review.closedAt || decision ? [] : openDecisions(review, grant, permissions),
    };
  }

  async #text(eventId: string): Promise<string | null> {
    const [kept] = await this.texts.of(eventId);
    return kept?.text ?? null;
  }
}

/** Whether the rules show reviews of everybody, also those that name nobody. */
function listOf(
  { staff, closed, campaign, cursor, limit }: ReviewQuery,
  { sql, values }: Reach,
): [Statement, unknown[]] {
  const after = readCursor(cursor);
  const place = (index: number) => `$${values.length + index}`;
  const text = `
    select id from access_review
    where ${sql} and (${place(1)}::uuid is null or staff_id = ${place(1)})
      and (${place(2)}::boolean is null or (closed_at is not null) = ${place(2)})
      and (${place(3)}::timestamptz is null or (opened_at, id) < (${place(3)}, ${place(4)}::uuid))
      and (${place(6)}::uuid is null
        or id in (select review_id from review_campaign_member where campaign_id = ${place(6)}))
    order by opened_at desc, id desc limit ${place(5)}`;
  const asked = [staff ?? null, closed ?? null, after?.at ?? null, after?.id ?? null, limit + 1, campaign ?? null];
  return [{ name: 'access-reviews-list', onceOnly: true, text }, [...values, ...asked]];
}
