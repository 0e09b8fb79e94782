import type { Reach } from '../../access/index.js';
import type { Day } from '../../kernel/calendar.js';
import type { Statement } from '../../platform/database/index.js';
import type { Position } from '../../platform/http/index.js';
import { itemColumns } from './hold-rows.js';
import type { HoldQuery } from './holds.schemas.js';

/**
 * One page of the holds within `within`, newest first, and one row more to see whether there is another page. What is over is
 * over: holds of recordings whose last day has passed are not shown (design §1).
 * @param references what of a hold's reference is shown, after parameters already taken
 */
export function listQuery(
  within: Reach,
  query: Omit<HoldQuery, 'cursor'>,
  after: Position | null,
  today: Day,
  references: (taken: number) => Reach,
): { readonly statement: Statement; readonly values: readonly unknown[] } {
  const reference = references(within.values.length);
  const values = [...within.values, ...reference.values];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const day = `${place(today)}::date`;
  const conditions = [
    within.sql,
    `r.due_on >= ${day}`,
    ...filterSql(query, day, place),
    ...(after ? [`(h.requested_at, h.id) < (${place(after.at)}, ${place(after.id)})`] : []),
  ];
  const text = `
    select ${itemColumns(reference.sql)} from hold h join recording r on r.id = h.recording_id
    where ${conditions.join(' and ')} order by h.requested_at desc, h.id desc limit ${place(query.limit + 1)}`;
  return { statement: { name: `holds-list/${within.sql}`, text, onceOnly: true }, values };
}

function filterSql(
  { state, kind, overdue, recording }: Omit<HoldQuery, 'cursor'>,
  day: string,
  place: (value: unknown) => string,
): string[] {
  const isOverdue = `(h.state = 'active' and h.until_on >= ${day} and h.review_on < ${day})`;
  return [
    ...(state === undefined ? [] : [`${stateSql(day)} = ${place(state)}`]),
    ...(kind === undefined ? [] : [`h.kind = ${place(kind)}`]),
    ...(recording === undefined ? [] : [`h.recording_id = ${place(recording)}`]),
    ...(overdue === undefined ? [] : [overdue ? isOverdue : `not ${isOverdue}`]),
  ];
}

/** What `stateOn` says, in SQL. */
function stateSql(day: string): string {
  return `(case when h.until_on >= ${day} then h.state when h.state = 'requested' then 'lapsed'
    when h.state = 'active' then 'ended' else h.state end)`;
}
