import pg from 'pg';
import { applyKeptMonths } from '../audit/index.js';
import { ormOptions } from '../mikro-orm.config.js';
import type { Config } from '../platform/config/index.js';
import { checkKeyCluster } from '../platform/crypto/pg-key-ring/check-key-cluster.js';
import { assertDurable, DURABLE_SESSION_SQL } from '../platform/database/cluster-settings.js';
import { EmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { refuseUnfinishedRestore } from '../platform/database/unfinished-restore.js';
import { checkApplicationRole, migrate } from '../platform/database/migrate.js';

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

/**
 * Makes the database ready: the one that the settings name, or the embedded one in the data folder.
 * @throws StartRefused, UnsafeApplicationRole, DomainError `key-cluster-refused` with one line for the operator
 */
export async function provideDatabase(
  config: Config,
  { onNotice, onLost }: DatabaseNotices,
): Promise<ProvidedDatabase> {
  await refuseUnfinishedRestore(config.dataDir);
  if (config.database) {
    await makeReady(config, config.database.ownerUrl, config.database.applicationUrl);
    return { applicationUrl: config.database.applicationUrl, stop: () => Promise.resolve() };
  }
  const embedded = await EmbeddedPostgres.start({ dataDir: config.dataDir, onNotice, onExit: onLost });
  try {
    await makeReady(config, embedded.ownerUrl, embedded.applicationUrl);
    return { applicationUrl: embedded.applicationUrl, stop: () => embedded.stop() };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function makeReady(config: Config, ownerUrl: string, applicationUrl: string): Promise<void> {
  const { logKeptMonths, keysDatabaseUrl } = config;
  const mainSystem = await checkDurable(applicationUrl);
  const archiveDeclared = config.keysArchiveDays !== null;
  if (keysDatabaseUrl !== null) await checkKeyCluster(keysDatabaseUrl, { mainSystem, archiveDeclared });
  await migrate(ormOptions(ownerUrl, 1), applicationUrl);
  await applyKeptMonths(ownerUrl, logKeptMonths);
  await checkApplicationRole(applicationUrl);
}

/** Returns what tells the cluster from every other. */
async function checkDurable(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
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
