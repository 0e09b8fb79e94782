import pg from 'pg';

import { DomainError } from '../../../kernel/errors.js';
import { BoundedClient } from '../../database/bounded-client.js';
import { columnTypes } from '../../database/column-types.js';
import { connectionTo } from '../../database/connection.js';
import { isDatabaseAway } from '../../database/database-away.js';
import { errnoOf } from '../../files/durable.js';

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
const DISK_FULL = '53100';

/** What no default of the role or the database may weaken; a process that stands still must not hold a lock for ever. */
const SESSION = [
  'synchronous_commit=on',
  'timezone=UTC',
  `statement_timeout=${STATEMENT_TIMEOUT_MS}`,
  `idle_in_transaction_session_timeout=${STATEMENT_TIMEOUT_MS}`,
];

/** Runs one statement with `$1`, `$2`, ... on a connection. */
export type RunOn = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** The connections of one process to the PostgreSQL cluster of the key ring. Throws `key-ring-unavailable`, `storage-full`. */
export class KeyCluster {
  readonly #pool: pg.Pool;

  /** @param poolSize how many connections at most */
  constructor(url: string, poolSize = CONNECTIONS) {
    this.#pool = new pg.Pool({
      ...connectionTo(url),
      max: poolSize,
      application_name: 'tallenne-keys',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      Client: BoundedClient,
      keepAlive: true,
      options: SESSION.map(setting => `-c ${setting}`).join(' '),
    });
    this.#pool.on('error', () => undefined); // an idle connection that broke is not given out again
    // One that breaks between two statements of a transaction fails its next one; unheard, it would end the process.
    this.#pool.on('connect', client => client.on('error', () => undefined));
  }

  /**
   * Runs one statement, committed when this resolves. It is planned anew each time: a plan for any day would lock the tables of
   * all days.
   */
  readonly query: RunOn = <Row extends object>(text: string, values: readonly unknown[] = []) =>
    orUnavailable(async () => (await this.#pool.query<Row>({ text, values: [...values], types: columnTypes })).rows);

  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
  transaction<T>(work: (run: RunOn) => Promise<T>, begin = 'begin'): Promise<T> {
    return orUnavailable(async () => {
      const client = await this.#pool.connect();
      let isBroken = false;
      try {
        await client.query(begin);
        const result = await work(runOn(client));
        await client.query('commit');
        return result;
      } catch (error) {
        isBroken = !(await canRollBack(client));
        throw error;
      } finally {
        client.release(isBroken);
      }
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

function runOn(client: pg.ClientBase): RunOn {
  return async <Row extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query<Row>({ text, values: [...values], types: columnTypes })).rows;
}

/** A connection that cannot even roll back is not given to anybody again. */
async function canRollBack(client: pg.ClientBase): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}

/** The result of `work`, whose errors say what is the matter in the ring's own terms. */
async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (errnoOf(cause) === DISK_FULL) {
      throw new DomainError('unavailable', 'storage-full', 'The storage is full.', {}, { cause });
    }
    if (!isDatabaseAway(cause)) throw cause;
    throw new DomainError('unavailable', 'key-ring-unavailable', AWAY, {}, { cause });
  }
}

const AWAY = 'The PostgreSQL of KEYS_DATABASE_URL cannot be reached.';
