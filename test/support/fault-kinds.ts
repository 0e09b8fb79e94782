/** What can happen to a statement on its way to the database. */
export type FaultKind =
  /** None: it goes its way, and a test does something else at that moment. */
  | 'passed'
  /** It fails in the database (57014, query_canceled), as anything may. */
  | 'error'
  /** It fails for want of room (53100, disk_full). */
  | 'disk-full'
  /** From it on every session is read-only, as after a failover to a standby (25006). */
  | 'read-only'
  /** It and its connection are never heard of again, and the connection stays open. */
  | 'hang'
  /** It waits on its way, longer than the log's callers wait. */
  | 'delayed'
  /** The database does it, and its answer and all that follows is never heard of, while the connection stays open. */
  | 'answer-swallowed'
  /** The connection ends before it. */
  | 'disconnect'
  /** The database does it, and the connection ends before the answer. */
  | 'answer-lost'
  /** From it on the database is gone: all connections end and no new one comes about. */
  | 'down';

/** What happens to a connection, whatever goes over it. */
export const CONNECTION_FAULTS = [
  'disconnect',
  'answer-lost',
  'delayed',
  'hang',
  'answer-swallowed',
] as const satisfies readonly FaultKind[];
export type ConnectionFault = (typeof CONNECTION_FAULTS)[number];

/** How long a statement that is `delayed` is on its way: more than a caller waits for the log. */
export const DELAY_MS = 2500;

const SQLSTATES: Partial<Record<FaultKind, string>> = { error: '57014', 'disk-full': '53100' };

/**
 * A statement that fails in the place of the one that is struck: the database itself answers, so that the state of its
 * transaction is the real one. Null for the kinds that are none of the database's answers.
 */
export function failingStatement(kind: FaultKind): string | null {
  const state = SQLSTATES[kind];
  return state === undefined ? null : `do $$ begin raise exception 'a fault' using errcode = '${state}'; end $$`;
}
