import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'ReviewRound',
  tableName: 'review_round',
  indexes: [{ name: 'review_round_newest', properties: ['openedAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    fromOn: p.date(),
    toOn: p.date(),
    sampleSize: p.integer(),
    /** The log as it was: leaves, root and signed note. */
    treeSize: p.bigint('number'),
    root: p.blob(),
    checkpoint: p.text(),
    /** Hexadecimal. */
    seed: p.text(),
    openedAt: p.datetime(3),
    openedBy: p.uuid(),
    closedAt: p.datetime(3).nullable(),
    closedBy: p.uuid().nullable(),
  },
});

/** A review of the log's events of a period: over a log that was frozen by its checkpoint, with a sample that nobody chose. */
export class ReviewRound extends schema.class {}

schema.setClass(ReviewRound);

/** Why an event is in a round: in the sample, or flagged by a question, with what the question told. */
export interface Why {
  readonly because: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const itemSchema = defineEntity({
  name: 'ReviewItem',
  tableName: 'review_item',
  comment: 'insert-only: what a round looks at',
  indexes: [{ name: 'review_item_newest', properties: ['roundId', 'recordedAt', 'eventId'] }],
  properties: {
    roundId: p.uuid().primary(),
    eventId: p.uuid().primary(),
    /** Of the event. */
    recordedAt: p.datetime(3),
    why: p.json().$type<readonly Why[]>(),
  },
});

/** An event that a round looks at. */
export class ReviewItem extends itemSchema.class {}

itemSchema.setClass(ReviewItem);

export const MARKS = ['in-order', 'finding'] as const;
export type Mark = (typeof MARKS)[number];

const markSchema = defineEntity({
  name: 'ReviewMark',
  tableName: 'review_mark',
  comment: 'insert-only: what was said of an item; the last word counts',
  indexes: [{ name: 'review_mark_item', properties: ['roundId', 'eventId', 'markedAt', 'id'] }],
  properties: {
    /** Id of the mark's own event in the log, which holds its text. */
    id: p.uuid().primary(),
    roundId: p.uuid(),
    eventId: p.uuid(),
    mark: p.enum(MARKS),
    markedBy: p.uuid(),
    markedAt: p.datetime(3),
  },
});

/** What a reviewer said of an item. Never rewritten: who thinks better of it marks again. */
export class ReviewMark extends markSchema.class {}

markSchema.setClass(ReviewMark);
