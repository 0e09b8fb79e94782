import { defineEntity, p } from '@mikro-orm/core';

/** Why somebody's access is examined. */
export const REVIEW_KINDS = ['duties', 'manager', 'recertification', 'recovery'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** How a review can end. */
export const REVIEW_OUTCOMES = ['decided', 'overdue', 'lapsed', 'withdrawn', 'deactivated'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** What became of one grant in a review; `lapsed`: it ended by itself, or the review did. */
export const ITEM_DECISIONS = ['keep', 'narrow', 'revoke', 'lapsed'] as const;

const review = defineEntity({
  name: 'AccessReview',
  tableName: 'access_review',
  indexes: [
    { name: 'access_review_newest', properties: ['openedAt', 'id'] },
    { name: 'access_review_staff', properties: ['staffId', 'closedAt'] },
    { name: 'access_review_open', properties: ['suspendOn'], where: { closedAt: null } },
  ],
  uniques: [{ name: 'access_review_change', properties: ['dutyChangeId'] }],
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid(),
    kind: p.enum(REVIEW_KINDS),
    openedAt: p.datetime(3),
    effectiveOn: p.date(),
    /** On these days, from 00:00: what is undecided is suspended, any administrator may decide, what is undecided is revoked. */
    suspendOn: p.date(),
    escalateOn: p.date(),
    revokeOn: p.date(),
    dutyChangeId: p.uuid().nullable(),
    /** The named reviewer, or the id of nobody. */
    reviewerId: p.uuid(),
    deputyIds: p.array(text => text).default([]),
    escalatedAt: p.datetime(3).nullable(),
    suspendedAt: p.datetime(3).nullable(),
    closedAt: p.datetime(3).nullable(),
    outcome: p.enum(REVIEW_OUTCOMES).nullable(),
  },
});

/** Somebody's access is examined by a named reviewer, who is never the person (design §5). */
export class AccessReview extends review.class {}

review.setClass(AccessReview);

const item = defineEntity({
  name: 'AccessReviewItem',
  tableName: 'access_review_item',
  indexes: [{ name: 'access_review_item_undecided', properties: ['grantId'], where: { decision: null } }],
  properties: {
    reviewId: p.uuid().primary(),
    grantId: p.uuid().primary(),
    decision: p.enum(ITEM_DECISIONS).nullable(),
    decidedAt: p.datetime(3).nullable(),
    decidedBy: p.uuid().nullable(),
    /** The event of the log that holds the reason. */
    textEventId: p.uuid().nullable(),
    /** The narrower grant that took its place. */
    replacementId: p.uuid().nullable(),
  },
});

/** One grant in a review, and what was decided on it. */
export class AccessReviewItem extends item.class {}

item.setClass(AccessReviewItem);
