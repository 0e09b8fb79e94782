import { defineEntity, p } from '@mikro-orm/core';

/** What can take long enough for somebody to wait for it. */
export const WORK_KINDS = [
  'rights-package',
  'redacted-copy',
  'audit-export',
  'log-verification',
  'reconciliation',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

const schema = defineEntity({
  name: 'LongWorkRow',
  tableName: 'long_work',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(WORK_KINDS),
    /** Who waits for it; null: the house itself. */
    ownerId: p.uuid().nullable(),
    /** The id of what it is about, such as a case; empty for nothing of its own. */
    about: p.text().default(''),
    done: p.bigint('number').default(0),
    /** Null where nobody knows before the end. */
    total: p.bigint('number').nullable(),
    beganAt: p.datetime(3),
    seenAt: p.datetime(3),
    endedAt: p.datetime(3).nullable(),
    failed: p.boolean().default(false),
  },
});

/** A piece of work under way, or one that has ended a moment ago. */
export class LongWorkRow extends schema.class {}

schema.setClass(LongWorkRow);
