import pg from 'pg';
import type { Config } from '../platform/config/index.js';
import { checkKeyCluster } from '../platform/crypto/pg-key-ring/check-key-cluster.js';
import { assertDurable, DURABLE_SESSION_SQL } from '../platform/database/cluster-settings.js';
import { connectionTo } from '../platform/database/connection.js';
import { hasCluster } from '../platform/database/cluster-urls.js';
import { EmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { StartRefused } from '../platform/database/embedded-start-refused.js';
import { checkExternalDatabase } from '../platform/database/external-database.js';
import { refuseUnfinishedRestore } from '../platform/database/unfinished-restore.js';
import { prepareSchema, type RoleUrls } from './prepare-schema.js';

/** A database that is up, durable, and has today's schema. */
export interface ProvidedDatabase {
  readonly applicationUrl: string;
  /** Stops the embedded cluster; leaves an external one alone. */
  stop(): Promise<void>;
}

export interface DatabaseNotices {
  readonly onNotice: (line: string) => void;
  /** The database ended while the server needed it. */
  readonly onLost: (line: string) => void;
}

export interface ProvideOptions extends DatabaseNotices {
  /** Whether an embedded database is made where there is none; so by default. */
  readonly mayBegin?: boolean;
}

/**
 * Makes the database ready: the one that the settings name, or the embedded one in the data folder.
 * @throws StartRefused, UnsafeApplicationRole, DomainError `key-cluster-refused` with one line for the operator
 */
export async function provideDatabase(
  config: Config,
  { onNotice, onLost, mayBegin = true }: ProvideOptions,
): Promise<ProvidedDatabase> {
  await refuseUnfinishedRestore(config.dataDir);
  if (config.database) {
    await checkExternalDatabase(config.database, config.databasePoolSize);
    await makeReady(config, config.database, onNotice);
    return { applicationUrl: config.database.applicationUrl, stop: () => Promise.resolve() };
  }
  if (!mayBegin && !(await hasCluster(config.dataDir))) throw new StartRefused(NOT_BEGUN);
  const embedded = await EmbeddedPostgres.start({ dataDir: config.dataDir, onNotice, onExit: onLost });
  try {
    await makeReady(config, embedded, onNotice);
    return { applicationUrl: embedded.applicationUrl, stop: () => embedded.stop() };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** A command that is not told where the database of the server is would find an empty one of its own. */
const NOT_BEGUN =
  'There is no database yet in TALLENNE_DATA_DIR, and no DATABASE_URL: start the server once, or give this command the settings of the server (docs/production.md#commands).';

async function makeReady(config: Config, urls: RoleUrls, onNotice: (line: string) => void): Promise<void> {
  const { keysDatabaseUrl } = config;
  const mainSystem = await checkDurable(urls.applicationUrl);
  const archiveDeclared = config.keysArchiveDays !== null;
  if (keysDatabaseUrl !== null) await checkKeyCluster(keysDatabaseUrl, { mainSystem, archiveDeclared });
  await prepareSchema(config, urls, { onNotice });
}

/** Returns what tells the cluster from every other. */
async function checkDurable(url: string): Promise<string> {
  const client = new pg.Client(connectionTo(url));
  await client.connect();
  try {
    await client.query(DURABLE_SESSION_SQL);
    await assertDurable(client);
    const { rows } = await client.query<{ system: string }>(SYSTEM);
    return rows[0]?.system ?? '';
  } finally {
    await client.end();
  }
}

const SYSTEM = 'select system_identifier::text as system from pg_control_system()';
