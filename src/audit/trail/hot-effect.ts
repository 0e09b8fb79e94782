import { binaryArray, type BinaryType, type Statement } from '../../platform/database/index.js';
import { EVENT_COLUMNS, EVENT_NAMES } from './event-row.js';

type Column = readonly [name: string, type: BinaryType];

/**
 * What many requests do at once, such as granting a playback: one statement has the effect of all who wait, writes their
 * events, and commits (design §4).
 */
export interface HotEffect {
  readonly name: string;
  /** Name and PostgreSQL type of what a caller gives, in order. The first is the key: a group holds each key once. */
  readonly columns: readonly [key: Column, ...others: Column[]];
  /**
   * A data-modifying statement over the table `wanted`, which has these columns and a row a caller. It leaves out who is
   * not entitled (any more), and ends in `returning <key> as key`.
   */
  readonly text: string;
}

/** A statement that takes one row or many: for one, its plain values are quicker than arrays of one. */
export interface GroupedStatement {
  /** Parameters: the values. */
  readonly one: Statement;
  /** Parameters: an array for each column. */
  readonly many: Statement;
  /** The types of the columns. */
  readonly types: readonly BinaryType[];
}

/** The statement and its parameters for rows that are given by column. */
export function forRows(
  { one, many, types }: GroupedStatement,
  columns: readonly (readonly unknown[])[],
): { readonly statement: Statement; readonly values: readonly unknown[] } {
  if (columns[0]?.length === 1) return { statement: one, values: columns.map(([value]) => value) };
  return { statement: many, values: types.map((type, column) => binaryArray(type, columns[column] ?? [])) };
}

/** Writes a group of events and nothing else. */
export const INSERT_EVENTS: GroupedStatement = grouped(
  'log-events-insert',
  EVENT_COLUMNS,
  rows => `
    with event as (insert into audit_event (${EVENT_NAMES}) ${rows} returning id)
    insert into audit_pending (event_id) select id from event`,
);

const statements = new WeakMap<HotEffect, GroupedStatement>();

/**
 * The effect and the events of a group: the columns of the effect, then those of an event. Returns the keys that had the
 * effect; only those have an event.
 */
export function togetherWithEvents(effect: HotEffect): GroupedStatement {
  const known =
    statements.get(effect) ??
    grouped(`${effect.name}-with-events`, [...effect.columns, ...EVENT_COLUMNS], rows => textOf(effect, rows));
  statements.set(effect, known);
  return known;
}

function textOf({ columns, text }: HotEffect, rows: string): string {
  const names = columns.map(([name]) => name).join(', ');
  const [[key]] = columns;
  const events = EVENT_COLUMNS.map(([name]) => `event_${name}`);
  return `
    with wanted (${[names, ...events].join(', ')}) as materialized (${rows}),
    effect as (${text}),
    event as (
      insert into audit_event (${EVENT_NAMES})
      select ${events.map(name => `w.${name}`).join(', ')}
      from wanted w where w.${key} in (select key from effect) returning id
    ),
    pending as (insert into audit_pending (event_id) select id from event)
    select key from effect`;
}

function grouped(name: string, columns: readonly Column[], textOfRows: (rows: string) => string): GroupedStatement {
  const parameters = columns.map(([, type], place) => [`$${place + 1}::${type}`, `$${place + 1}::${type}[]`] as const);
  return {
    one: { name: `${name}-one`, text: textOfRows(`select ${parameters.map(([value]) => value).join(', ')}`) },
    many: { name, text: textOfRows(`select * from unnest(${parameters.map(([, array]) => array).join(', ')})`) },
    types: columns.map(([, type]) => type),
  };
}
