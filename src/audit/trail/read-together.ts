import type { Statement } from '../../platform/database/index.js';
import { EVENT_COLUMNS, EVENT_NAMES } from './event-row.js';

/**
 * `select` together with an event, in one statement. Its own parameters, so many, come first and those of the event's columns behind them.
 */
export function readTogether(select: Statement, parameters: number): Statement {
  const text = `
    with event as (insert into audit_event (${EVENT_NAMES}) values (${placeholders(parameters)}) returning id),
    pending as (insert into audit_pending (event_id) select id from event)
    ${select.text}`;
  return { ...select, name: `${select.name}-with-event`, text };
}

function placeholders(after: number): string {
  return EVENT_COLUMNS.map(([, type], place) => `$${after + place + 1}::${type}`).join(', ');
}
