import type { Statement } from '../../platform/database/index.js';
import { EVENT_COLUMNS } from './event-row.js';

/**
 * What many requests do at once, such as granting a playback: one statement has the effect of all who wait, writes their
 * events, and commits (design §4).
 */
export interface HotEffect {
  readonly name: string;
  /** Name and PostgreSQL type of what a caller gives, in order. The first is the key: a group holds each key once. */
  readonly columns: readonly (readonly [name: string, type: string])[];
  /**
   * A data-modifying statement over the table `wanted`, which has these columns and a row a caller. It leaves out who is
   * not entitled (any more), and ends in `returning <key> as key`.
   */
  readonly text: string;
}

const EVENT_NAMES = EVENT_COLUMNS.map(([name]) => name).join(', ');

/** Writes a group of events and nothing else. Parameters: one array for each column of an event. */
export const INSERT_EVENTS: Statement = {
  name: 'log-events-insert',
  text: `
    with event as (
      insert into audit_event (${EVENT_NAMES})
      select * from unnest(${arrays(EVENT_COLUMNS, 0)}) returning id
    )
    insert into audit_pending (event_id) select id from event`,
};

const statements = new WeakMap<HotEffect, Statement>();

/**
 * The effect and the events of a group. Parameters: one array for each column of the effect, then one for each of an
 * event, in the same order of callers. Returns the keys that had the effect; only those have an event.
 */
export function togetherWithEvents(effect: HotEffect): Statement {
  const known = statements.get(effect);
  if (known) return known;
  const names = effect.columns.map(([name]) => name).join(', ');
  const [key] = effect.columns[0] ?? [''];
  const events = EVENT_COLUMNS.map(([name]) => `event_${name}`);
  const text = `
    with wanted as materialized (
      select * from unnest(${arrays([...effect.columns, ...EVENT_COLUMNS], 0)}) as w (${[names, ...events].join(', ')})
    ),
    effect as (${effect.text}),
    event as (
      insert into audit_event (${EVENT_NAMES})
      select ${events.map(name => `w.${name}`).join(', ')}
      from wanted w where w.${key} in (select key from effect) returning id
    ),
    pending as (insert into audit_pending (event_id) select id from event)
    select key from effect`;
  const statement = { name: `${effect.name}-with-events`, text };
  statements.set(effect, statement);
  return statement;
}

function arrays(columns: readonly (readonly [name: string, type: string])[], after: number): string {
  return columns.map(([, type], place) => `$${after + place + 1}::${type}[]`).join(', ');
}
