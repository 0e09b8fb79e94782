import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import pg, { type Client, type ClientBase, type Pool } from 'pg';
import { timed } from '../measure/index.js';
import { DURABLE_SESSION, STATEMENT_TIMEOUT_MS, type BoundedQuery } from './bounded-client.js';
import { asDate, columnTypes } from './column-types.js';
import { connectionTo } from './connection.js';
import { kindOf, timeStatements } from './timed-statements.js';

export type { EntityManager };
export { asDate };

/** A statement that is prepared once a connection and then called by name: for the ways that are walked all day. */
export interface Statement {
  readonly name: string;
  /** Made anew for each request: not worth a place among the prepared ones. */
  readonly onceOnly?: boolean;
  /** With `$1`, `$2`, ... */
  readonly text: string;
}

/** Runs one prepared statement on the connection of a transaction. */
export type Run = <Row extends object>(statement: Statement, values?: readonly unknown[]) => Promise<Row[]>;

/**
 * The way into PostgreSQL. Use cases open their transactions here; each gets an entity manager of its own, so that no
 * identity map is shared between requests or jobs.
 */
@Injectable()
export class Database {
  #pool: Pool | undefined;
  readonly #afterCommit = new WeakMap<EntityManager, (() => void)[]>();

  constructor(private readonly orm: MikroORM) {}

  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  async transaction<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    const em = this.entities();
    const after: (() => void)[] = [];
    this.#afterCommit.set(em, after);
    const result = await this.#committed(em, work);
    for (const act of after) act();
    return result;
  }

  /**
   * Kysely's own `transaction()` gives the connection back whatever breaks. The one of MikroORM (`startTransaction()`)
   * keeps it for good where `begin` fails, or `rollback` on a connection that is lost.
   */
  async #committed<T>(em: EntityManager, work: (em: EntityManager) => Promise<T>): Promise<T> {
    const kysely = this.orm.driver.getConnection().getClient<unknown>();
    let cause: unknown;
    try {
      return await kysely.transaction().execute(async transaction => {
        em.setTransactionContext(transaction);
        try {
          const result = await work(em);
          await em.flush();
          return result;
        } catch (error) {
          cause = error;
          throw error;
        }
      });
    } catch (error) {
      throw cause ?? error; // a rollback that fails must not hide why it was needed
    } finally {
      em.resetTransactionContext();
    }
  }

  /** Lets `act` follow the commit of the transaction of `em`; it is forgotten where that rolls back. */
  afterCommit(em: EntityManager, act: () => void): void {
    this.#afterCommit.get(em)?.push(act);
  }

  /** A new entity manager, for reading outside a transaction. */
  entities(): EntityManager {
    return this.orm.em.fork(); // MikroORM.em is typed by the driver only where the config is
  }

  /**
   * Runs one prepared statement in a transaction of its own. Instants come as Date, days as text, bigint as number.
   * @param timeoutMs gives up then, and gives the connection up; whether the statement was committed is not known
   */
  async query<Row extends object>(
    statement: Statement,
    values: readonly unknown[] = [],
    { timeoutMs = STATEMENT_TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ): Promise<Row[]> {
    const pool = (this.#pool ??= await this.#nativePool());
    const config = configOf(statement, values, timeoutMs);
    return timed('statement', kindOf(statement.text), async () => (await pool.query<Row>(config)).rows);
  }

  /** Runs prepared statements in one transaction: committed when `work` returns, rolled back when it throws. */
  async statements<T>(work: (run: Run) => Promise<T>): Promise<T> {
    const client = await (this.#pool ??= await this.#nativePool()).connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(runOn(client));
      await client.query('commit');
      return result;
    } catch (error) {
      broken = await rollBack(client);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Reads on one connection in one unchanging state of the database (repeatable read, read only). */
  async snapshot<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    const client = await (this.#pool ??= await this.#nativePool()).connect();
    let broken: Error | undefined;
    try {
      await client.query('begin transaction isolation level repeatable read, read only');
      // It locks nothing that others wait for, and who reads may take long over what was read.
      await client.query('set local idle_in_transaction_session_timeout = 0');
      return await work(client);
    } finally {
      broken = await rollBack(client);
      client.release(broken);
    }
  }

  /**
   * A connection beside the pool, for what holds one for good; not connected yet, and ended by whoever asked for it.
   * @param name tells it from the others in `pg_stat_activity`
   * @param timeoutMs how long connecting, or a statement, may take
   */
  dedicated(name: string, timeoutMs: number): Client {
    const limits = { connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs, keepAlive: true };
    const address = this.orm.config.get('clientUrl');
    if (address === undefined) throw new Error("couldn't tell where the database is");
    return new pg.Client({ ...connectionTo(address), application_name: name, options: DURABLE_SESSION, ...limits });
  }

  /** How many connections of the pool are in use, idle, and waited for. */
  async poolUse(): Promise<{ readonly used: number; readonly idle: number; readonly waiting: number }> {
    const { totalCount, idleCount, waitingCount } = (this.#pool ??= await this.#nativePool());
    return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  }

  async #nativePool(): Promise<Pool> {
    const pool = await this.orm.driver.getConnection().getNativeClient(); // documented as the pg pool of the driver
    if (this.#pool === undefined) timeStatements(pool);
    return pool;
  }
}

function runOn(client: ClientBase): Run {
  return async <Row extends object>(statement: Statement, values: readonly unknown[] = []) =>
    (await client.query<Row>(configOf(statement, values, STATEMENT_TIMEOUT_MS))).rows;
}

/** A connection that cannot even roll back is not given to anybody again. */
async function rollBack(client: ClientBase): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('the connection broke');
  }
}

function configOf(statement: Statement, values: readonly unknown[], limitMs: number): BoundedQuery {
  const named = statement.onceOnly ? {} : { name: preparedName(statement.name) };
  return { ...named, text: statement.text, values: [...values], types: columnTypes, limitMs };
}

/** PostgreSQL cuts the names of prepared statements at 63 bytes: longer ones are told apart by their hash. */
function preparedName(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const known = shortened.get(name) ?? createHash('sha256').update(name).digest('base64url');
  shortened.set(name, known);
  return known;
}

const MAX_NAME = 63;
const shortened = new Map<string, string>();
