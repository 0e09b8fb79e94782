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
  'jit=off', // what is asked all day is soon answered; compiling it takes longer, and without statistics it would be compiled
  `idle_in_transaction_session_timeout=${FROZEN_MS}`,
  'client_connection_check_interval=2000',
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=4',
  'tcp_user_timeout=30000',
];

/** What `pg` is asked, with a limit of its own. */
export interface BoundedQuery extends pg.QueryConfig {
  readonly limitMs?: number;
}

type Answered = (error: Error | null, result?: pg.QueryResult) => void;
type Ask = (asked: string | BoundedQuery | pg.Submittable, values?: unknown, answered?: unknown) => unknown;

/**
 * A connection whose other end may fall silent. What it asks is answered within its time, or it fails and the connection goes with
 * it: whoever gets it from the pool next would wait for the same answer. `pg` has a limit too (`query_timeout`), by which every answer can be
 * reached for a while after it was read: each collection then copied megabytes of old rows, and everybody waited for it.
 */
export class BoundedClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as Ask; // one of many overloads
    const bounded: Ask = (asked, values, answered) => {
      if (isSubmittable(asked)) return ask(asked, values, answered);
      const given = (typeof values === 'function' ? values : answered) as Answered | undefined; // as `pg` takes them
      const parameters = typeof values === 'function' ? undefined : values;
      if (given) {
        this.#within(ask, asked, parameters, given);
        return;
      }
      const answer = Promise.withResolvers<pg.QueryResult | undefined>();
      this.#within(ask, asked, parameters, (error, result) => {
        if (error) answer.reject(error);
        else answer.resolve(result);
      });
      return answer.promise;
    };
    this.query = bounded as typeof this.query;
  }

  #within(ask: Ask, asked: string | BoundedQuery, values: unknown, answered: Answered): void {
    let isOver = false;
    const end: Answered = (error, result) => {
      clearTimeout(late);
      if (isOver) return;
      isOver = true;
      answered(error, result);
    };
    const late = setTimeout(() => {
      end(new Error(SILENT));
      // It asks for no orderly end where a statement is under way, and from here on the pool gives it to nobody.
      void this.end().catch(() => undefined);
    }, limitOf(asked));
    ask(asked, values, end);
  }
}

function isSubmittable(asked: string | BoundedQuery | pg.Submittable): asked is pg.Submittable {
  return typeof asked === 'object' && 'submit' in asked;
}

function limitOf(asked: string | BoundedQuery): number {
  return (typeof asked === 'string' ? undefined : asked.limitMs) ?? STATEMENT_TIMEOUT_MS;
}

/** As `pg` itself says it. */
const SILENT = 'Query read timeout';

/** For a session that has bounds of its own. */
export const DURABLE_SESSION = optionsOf(DURABLE);

/** How the pool of the server makes its connections. */
export const BOUNDED_CONNECTIONS = {
  Client: BoundedClient,
  options: optionsOf(SESSION),
  connectionTimeoutMillis: CONNECTED_WITHIN_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: PROBED_AFTER_MS,
};

function optionsOf(settings: readonly string[]): string {
  return settings.map(setting => `-c ${setting}`).join(' ');
}
