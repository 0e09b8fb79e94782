import { addDays, parseDay, startOfDay } from '../kernel/calendar.js';
import { idBytes } from '../kernel/ids.js';
import type { EventSelection } from './audit.schemas.js';

/** Puts a value among the parameters of a statement and returns its place, `$n`. */
export type Place = (value: unknown) => string;

/** How an auditor's filters read as conditions on `audit_event e`; empty where nothing is left out. */
export function eventConditions(filters: EventSelection, place: Place): string[] {
  const { from, to, callOn, session } = filters;
  return [
    ...equal(filters, place),
    ...(from ? [`e.recorded_at >= ${place(from)}`] : []),
    ...(to ? [`e.recorded_at < ${place(to)}`] : []),
    ...(callOn === undefined ? [] : calledOn(callOn, place)),
    ...(session === undefined ? [] : ofSession(session, place)),
  ];
}

const COLUMNS = {
  staff: 'actor_id',
  recording: 'recording_id',
  contact: 'contact_id',
  agent: 'agent_id',
  concerns: 'concerns_staff_id',
  queue: 'queue',
  action: 'action',
  outcome: 'outcome',
  purpose: 'purpose',
} as const;

function equal(filters: EventSelection, place: Place): string[] {
  return Object.entries(COLUMNS).flatMap(([name, column]) => {
    const value = filters[name as keyof typeof COLUMNS]; // an entry of COLUMNS
    return value === undefined ? [] : [`e.${column} = ${place(value)}`];
  });
}

/** The call began on this day of Helsinki. */
function calledOn(day: string, place: Place): string[] {
  const first = startOfDay(parseDay(day));
  const next = startOfDay(addDays(parseDay(day), 1));
  return [`e.call_started_at >= ${place(first)}`, `e.call_started_at < ${place(next)}`];
}

/**
 * A session is in the leaves alone. Its id tells when it began (RFC 9562 §5.7) and its first event whose it is, so that the
 * index by actor and time leads to the few events that are looked into.
 */
function ofSession(id: string, place: Place): string[] {
  const beganAt = new Date(idBytes(id).readUIntBE(0, 6));
  const [session, from, soon] = [place(id), place(beganAt), place(new Date(beganAt.getTime() + STARTED_WITHIN_MS))];
  return [
    `e.recorded_at >= ${from}`,
    `e.actor_id = (select s.actor_id from audit_event s where s.action = 'session.started' and s.recorded_at >= ${from}
       and s.recorded_at < ${soon} and ${sessionOf('s')} = ${session}::text limit 1)`,
    `${sessionOf('e')} = ${session}::text`,
  ];
}

/** The event of a session's start is made in the transaction that makes its id. */
const STARTED_WITHIN_MS = 10_000;

function sessionOf(alias: string): string {
  return `convert_from(${alias}.leaf, 'UTF8')::jsonb #>> '{actor,sessionId}'`;
}
