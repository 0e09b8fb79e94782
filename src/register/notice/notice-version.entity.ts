import { defineEntity, p } from '@mikro-orm/core';

/** `overtaken`: it said other than the rules did, and somebody proposed anew. */
export const NOTICE_STATES = ['proposed', 'published', 'discarded', 'overtaken'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

const schema = defineEntity({
  name: 'NoticeVersion',
  tableName: 'notice_version',
  uniques: [{ name: 'notice_version_one_waits', properties: ['state'], where: { state: 'proposed' } }],
  checks: [
    { name: 'notice_version_by_two', expression: '"decided_by" is null or "decided_by" <> "proposed_by"' },
    {
      name: 'notice_version_decided',
      expression: `("state" = 'published') <= ("decided_by" is not null and "decided_at" is not null)`,
    },
  ],
  properties: {
    version: p.integer().primary().autoincrement(false),
    state: p.enum(NOTICE_STATES).default('proposed'),
    /** Facts and texts, canonical JSON: never changed, the application may not. */
    snapshot: p.text(),
    /** Of `snapshot`, lower-case hex: the log names it. */
    sha256: p.text(),
    proposedBy: p.uuid(),
    proposedAt: p.datetime(3),
    decidedBy: p.uuid().nullable(),
    decidedAt: p.datetime(3).nullable(),
  },
});

/** A version of the privacy notice: proposed by one person, published by another. */
export class NoticeVersion extends schema.class {}

schema.setClass(NoticeVersion);
