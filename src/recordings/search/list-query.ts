import type { Reach } from '../../access/index.js';
import { addDays, isDay, startOfDay } from '../../kernel/calendar.js';
import type { Statement } from '../../platform/database/index.js';
import type { Position } from '../../platform/http/index.js';
import { ITEM_COLUMNS } from '../recording-rows.js';
import type { RecordingFilters } from '../recordings.schemas.js';

/** A list query and its parameters. */
export interface ListQuery {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/**
 * One page of recordings within `within`, newest first, and one row more to see whether there is another page. Contact
 * and caller are looked up row by row, at any size: the `limit` in each keeps the planner from reading a whole table for
 * a page.
 * @param terms for each search term its index values on the living days; a recording must match all of them
 */
export function listQuery(
  within: Reach,
  filters: Omit<RecordingFilters, 'cursor'>,
  after: Position | null,
  terms: readonly (readonly Buffer[])[] = [],
): ListQuery {
  const values = [...within.values];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    within.sql,
    ...filterSql(filters, place),
    ...terms.map(term => termSql(term, place)),
    ...afterSql(after, place),
  ];
  const text = `
    select ${ITEM_COLUMNS}
    from (select * from recording where ${conditions.join(' and ')}
          order by started_at desc, id desc limit ${place(filters.limit + 1)}) r
    cross join lateral (select ticket from contact where id = r.contact_id limit 1) c
    left join lateral (select * from contact_party where contact_id = r.contact_id and kind = 'caller' limit 1) p on true
    order by r.started_at desc, r.id desc`;
  const plain = conditions.length === 1;
  return { statement: { name: `recordings-list/${within.sql}`, text, onceOnly: !plain }, values };
}

type Place = (value: unknown) => string;

/** A condition for each filter that is given. */
export function filterSql(
  { from, to, queue, unit, agent, ticket, hold }: Partial<RecordingFilters>,
  place: Place,
): string[] {
  return [
    ...(from === undefined ? [] : [`started_at >= ${place(beginning(from))}`]),
    ...(to === undefined ? [] : [`started_at < ${place(end(to))}`]),
    ...(queue === undefined ? [] : [`queue = ${place(queue)}`]),
    ...(unit === undefined ? [] : [`unit = ${place(unit)}`]),
    ...(agent === undefined ? [] : [`agent_id = ${place(agent)}`]),
    ...(ticket === undefined ? [] : [`contact_id in (select id from contact where ticket = ${place(ticket)})`]),
    ...(hold === undefined ? [] : [`hold_purposes ${hold ? '<>' : '='} '{}'`]),
  ];
}

function termSql(values: readonly Buffer[], place: Place): string {
  return `contact_id in (select contact_id from party_index where value = any(${place(values)}::bytea[]))`;
}

function afterSql(after: Position | null, place: Place): string[] {
  return after ? [`(started_at, id) < (${place(after.at)}, ${place(after.id)})`] : [];
}

function beginning(moment: Date | string): Date {
  return typeof moment === 'string' ? startOf(moment) : moment;
}

/** A day is included whole: it ends where the next one begins. */
function end(moment: Date | string): Date {
  return typeof moment === 'string' ? startOf(moment, 1) : moment;
}

function startOf(text: string, later = 0): Date {
  if (!isDay(text)) throw new RangeError('The schema lets only days through here.');
  return startOfDay(addDays(text, later));
}
