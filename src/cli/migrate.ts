import { readMigrationConfig, WrongSetting, type MigrationConfig } from '../platform/config/index.js';
import { checkExternalDatabase } from '../platform/database/external-database.js';
import { prepareSchema } from '../server/prepare-schema.js';
import { orderly } from './orderly.js';

/** `tallenne migrate`: brings the schema of an external database up to date, apart from any start. Servers go on beside it. */
export async function migrateDatabase(): Promise<void> {
  await orderly(({ say }) => runMigration(readMigrationConfig(process.env), say));
}

/** The command with settings of one's own. @throws WrongSetting, StartRefused, UnsafeApplicationRole */
export async function runMigration(config: MigrationConfig, say: (line: string) => void): Promise<void> {
  const { database } = config;
  if (database === null) {
    throw new WrongSetting('DATABASE_URL: the embedded database is brought up to date by the start itself');
  }
  if (database.ownerUrl === null) throw new WrongSetting('DATABASE_OWNER_URL: only the owner can change the schema');
  await checkExternalDatabase(database, config.databasePoolSize);
  let applied = 0;
  await prepareSchema(config, database, {
    onNotice: say,
    onApplied: name => {
      applied += 1;
      say(`Migrated ${name}`);
    },
  });
  say(
    applied === 0 ? 'The schema is current; nothing was to be done.' : `The schema is current: ${applied} migrations.`,
  );
}
