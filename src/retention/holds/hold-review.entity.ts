import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'HoldReview',
  tableName: 'hold_review',
  comment: 'insert-only: goes with the rows of its hold',
  properties: {
    id: p.uuid().primary(),
    holdId: p.uuid().index('hold_review_hold'),
    reviewedBy: p.uuid(),
    reviewedAt: p.datetime(3),
    nextReviewOn: p.date(),
    /** Under the recording's data key. */
    sealedReason: p.blob().nullable(),
  },
});

/** Somebody has looked again at whether a hold is still needed, and said when to look next. */
export class HoldReview extends schema.class {}

schema.setClass(HoldReview);
