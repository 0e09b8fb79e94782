import type { Statement } from '../../../platform/database/index.js';
import type { Position } from '../../../platform/http/index.js';
import type { Period } from '../period.js';
import type { Question } from './question.js';

/** An event that a question flags: its id, when it was recorded, its leaf (null where it is asked for without), and why. */
export interface FlaggedRow {
  readonly id: string;
  readonly recorded_at: Date;
  readonly leaf: Buffer;
  readonly why: Readonly<Record<string, unknown>>;
}

export interface FlaggedQuery {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/**
 * The events that `question` flags in a period, newest first, `limit` of them.
 * @param treeSize looks at the first so many leaves of the log alone; null: at everything that is committed
 */
export function flaggedEvents(
  question: Question,
  { from, until }: Period,
  { treeSize = null, after = null, limit }: { treeSize?: number | null; after?: Position | null; limit: number },
): FlaggedQuery {
  const text = `
    with log as not materialized (
      select e.*, convert_from(e.leaf, 'UTF8')::jsonb as doc from audit_event e
      where $3::bigint is null or exists (select from audit_leaf l where l.event_id = e.id and l.index < $3)
    ),
    question as (${question.sql})
    select q.id, q.recorded_at, e.leaf, q.why from question q join audit_event e on e.id = q.id
    where $4::timestamptz is null or (q.recorded_at, q.id) < ($4, $5::uuid)
    order by q.recorded_at desc, q.id desc limit $6`;
  const values = [from, until, treeSize, after?.at ?? null, after?.id ?? null, limit];
  return { statement: { name: `audit-question-${question.name}`, onceOnly: true, text }, values };
}
