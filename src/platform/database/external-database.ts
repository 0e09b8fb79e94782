import pg from 'pg';
import type { DatabaseSettings } from '../config/database-settings.js';
import { connectionTo } from './connection.js';
import { StartRefused } from './embedded-start-refused.js';
import { firstRow } from './first-row.js';
import { STANDBY_IS_THERE } from './standby.js';
import { whyUnreachable } from './unreachable.js';

/** The oldest PostgreSQL that the tests run on. */
const OLDEST = 15;
/** Of an instance, beside its pool: the one that hears of changes, and one that makes a due day. */
const BESIDE_THE_POOL = 2;
/** One instance takes over from another while both run. */
const INSTANCES = 2;
/** Of a migration: one that changes the schema, one that keeps others from it. */
const OF_A_MIGRATION = 2;

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Refuses a PostgreSQL on which the server could not work, as the application's role sees it: too old, itself a standby, too few
 * connections, no synchronous standby where one is asked for.
 * @throws StartRefused with one line for the operator
 */
export async function checkExternalDatabase(settings: DatabaseSettings, poolSize: number): Promise<void> {
  const { applicationUrl, standbyRequired } = settings;
  const fault = databaseFault(await lookAt(applicationUrl), { poolSize, standbyRequired });
  if (fault !== null) throw new StartRefused(fault);
}

/** What speaks against a database, as one line that names the setting; null where nothing does. */
export function databaseFault(
  found: FoundDatabase,
  { poolSize, standbyRequired }: { readonly poolSize: number; readonly standbyRequired: boolean },
): string | null {
  return faultOf(found, poolSize) ?? (standbyRequired ? standbyFault(found) : null);
}

/** What the application's role sees of its database. */
export interface FoundDatabase {
  readonly major: number;
  readonly isStandby: boolean;
  /** How many connections others than superusers can have; role and database may have fewer. */
  readonly connections: number;
  readonly names: string;
  readonly seesStandbys: boolean;
  readonly standbyIsThere: boolean;
}

async function lookAt(url: string): Promise<FoundDatabase> {
  const client = new pg.Client({
    ...connectionTo(url),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined); // the statement that it breaks says so
  try {
    await client.connect().catch((cause: unknown) => {
      throw new StartRefused(`DATABASE_URL: ${whyUnreachable(cause)}.`, { cause });
    });
    const { rows } = await client.query<FoundDatabase>(LOOK);
    return firstRow(rows, "couldn't look at the database");
  } finally {
    await client.end();
  }
}

/** A limit of -1 is none. */
const LOOK = `
  select current_setting('server_version_num')::int / 10000 as major, pg_is_in_recovery() as "isStandby",
    (select min(most) from (values
      (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(current_setting('reserved_connections', true)::int, 0)),
      ((select nullif(rolconnlimit, -1) from pg_roles where rolname = current_user)),
      ((select nullif(datconnlimit, -1) from pg_database where datname = current_database()))) limits (most)) as connections,
    current_setting('synchronous_standby_names') as names,
    pg_has_role(current_user, 'pg_read_all_stats', 'usage') as "seesStandbys",
    ${STANDBY_IS_THERE} as "standbyIsThere"`;

function faultOf({ major, isStandby, connections }: FoundDatabase, poolSize: number): string | null {
  if (major < OLDEST) return `DATABASE_URL: PostgreSQL ${OLDEST} or newer is needed, and this is ${major}.`;
  if (isStandby) return 'DATABASE_URL: this is a standby, on which nothing can be written: name the primary.';
  const needed = INSTANCES * (poolSize + BESIDE_THE_POOL) + OF_A_MIGRATION;
  if (connections >= needed) return null;
  return `DATABASE_URL: ${connections} connections are let in there, and ${INSTANCES} instances with TALLENNE_DATABASE_POOL=${poolSize} need ${needed}: lower the pool, or raise max_connections or the limit of the role.`;
}

function standbyFault({ names, seesStandbys, standbyIsThere }: FoundDatabase): string | null {
  const setting = 'TALLENNE_DATABASE_STANDBY';
  if (names === '') return `${setting}: the database has no synchronous_standby_names, so it waits for no standby.`;
  if (!seesStandbys) {
    return `${setting}: the application’s role cannot see the standbys: grant pg_read_all_stats to it.`;
  }
  return standbyIsThere ? null : `${setting}: no synchronous standby is connected to the database.`;
}
