import pg from 'pg';

/** A statement that takes longer hangs, or its connection does. */
export const STATEMENT_TIMEOUT_MS = 30_000;
/** A process that stands still so long in a transaction loses it, so that others do not wait for its locks. Shorter than a statement may take. */
const FROZEN_MS = 20_000;
/** Nobody waits for a connection for longer: the answer is a clear 503. */
const CONNECTED_WITHIN_MS = 10_000;
const PROBED_AFTER_MS = 10_000;

/** What no default of the role or the database may weaken. */
const DURABLE = ['synchronous_commit=on', 'timezone=UTC'];

/**
 * What every session of the server says to the database. The last lines let PostgreSQL itself find out that a server, or the way to
 * it, is gone without a word, and let go of its locks: it looks while a statement runs or waits for a lock, it probes while nothing
 * is said, and what is never acknowledged has a limit. So what the server has given up does not take effect much later.
 */
const SESSION = [
  ...DURABLE,
  `idle_in_transaction_session_timeout=${FROZEN_MS}`,
  'client_connection_check_interval=2000',
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=4',
  'tcp_user_timeout=30000',
];

/**
 * A connection whose other end may fall silent. What it asks is answered within its time, or it fails and the connection goes with
 * it: `pg` alone would keep it, and whoever gets it from the pool next would wait for the same answer.
 */
class BoundedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as (...asked: unknown[]) => unknown; // one of many overloads
    const bounded = (...asked: unknown[]): unknown => {
      const answer = ask(...asked);
      if (answer instanceof Promise) {
        answer.catch((error: unknown) => {
          this.#endIfSilent(error);
        });
      }
      return answer;
    };
    this.query = bounded as typeof this.query;
  }

  #endIfSilent(error: unknown): void {
    // It asks for no orderly end where a statement is under way, and from here on the pool gives it to nobody.
    if (error instanceof Error && error.message === SILENT) void this.end().catch(() => undefined);
  }
}

/** What `pg` says where no answer has come in time. */
const SILENT = 'Query read timeout';

/** For a session that has bounds of its own. */
export const DURABLE_SESSION = optionsOf(DURABLE);

/** How the pool of the server makes its connections. */
export const BOUNDED_CONNECTIONS = {
  Client: BoundedClient,
  options: optionsOf(SESSION),
  connectionTimeoutMillis: CONNECTED_WITHIN_MS,
  query_timeout: STATEMENT_TIMEOUT_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: PROBED_AFTER_MS,
};

function optionsOf(settings: readonly string[]): string {
  return settings.map(setting => `-c ${setting}`).join(' ');
}
