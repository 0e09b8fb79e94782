/** SQLSTATE classes of a database that cannot work now: connection lost, no resources, being shut down. */
const AWAY_CLASSES = ['08', '53', '57'];
/** A standby, or a database that was made read-only. */
const READ_ONLY = '25006';
/** The session was ended because its process stood still in a transaction. */
const ENDED_AS_IDLE = '25P03';
const AWAY_STATES = [READ_ONLY, ENDED_AS_IDLE];
const AWAY_ERRNOS = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'];
/** What `pg` says without a code. */
const AWAY_WORDS =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered)/;

/** Whether `error`, or a cause of it, says that the database is away for the moment, rather than that something is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isState = code.length === 5 && (AWAY_CLASSES.includes(code.slice(0, 2)) || AWAY_STATES.includes(code));
  return isState || AWAY_ERRNOS.includes(code) || AWAY_WORDS.test(error.message) || isDatabaseAway(error.cause);
}
