import type { Config } from '../config/index.js';
import type { Database } from '../database/index.js';
import { firstRow } from '../database/first-row.js';
import { FileKeyRing } from './file-key-ring.js';
import type { KeyRing } from './key-ring.js';
import { refuseNesting } from './keys-folder.js';
import { PgKeyRing } from './pg-key-ring/pg-key-ring.js';

/**
 * The key ring that the settings name: in a folder, or in a PostgreSQL cluster of its own, which is not the one of `database`.
 * Throws what the opening of either throws, with a line for the operator.
 */
export async function openKeyRing(config: Config, database: Database): Promise<KeyRing> {
  if (config.blobDir !== null) await refuseNesting(config.keysDir, config.blobDir, 'folder of the audio');
  const { keysDatabaseUrl: url, keysDir: folder, dataDir: outsideOf, keysArchiveDays, keysPoolSize: poolSize } = config;
  if (url === null) return FileKeyRing.open(folder, { outsideOf });
  const terms = { mainSystem: await systemOf(database), archiveDeclared: keysArchiveDays !== null };
  return PgKeyRing.open({ url, folder, outsideOf, poolSize, ...terms });
}

/** Tells the cluster of `database` from every other. */
export async function systemOf(database: Database): Promise<string> {
  const rows = await database.query<{ system: string }>(SYSTEM);
  return firstRow(rows, "couldn't tell the database's cluster from others").system;
}

const SYSTEM = {
  name: 'system-identifier',
  onceOnly: true,
  text: 'select system_identifier::text as system from pg_control_system()',
};
