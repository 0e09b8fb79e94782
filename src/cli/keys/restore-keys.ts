import type { INestApplicationContext } from '@nestjs/common';
import { THE_COMMAND_LINE } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { readConfig, type Config } from '../../platform/config/index.js';
import { readAgeFile, sha256OfFile } from '../../platform/crypto/key-backup/age-file.js';
import { decodeBackup, type KeyBackup } from '../../platform/crypto/key-backup/backup-format.js';
import { restoreKeyRing, standInFolder } from '../../platform/crypto/key-backup/keys-of-settings.js';
import type { RestoredKeys } from '../../platform/crypto/key-backup/restored-days.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { orderly } from '../orderly.js';
import { withApp } from '../with-app.js';

/**
 * `tallenne keys restore <file> --identity <file>`: brings the key ring back where it was lost. The parts that write the event
 * run on an empty ring, because the one of the settings is not there yet.
 */
export async function restoreKeys(file: string, { identity }: { readonly identity: string }): Promise<void> {
  await orderly(async session => {
    const config = readConfig(process.env);
    await using standIn = await standInFolder();
    await withApp(withoutKeys(config, standIn.path), session, async app => {
      const { days, units, daysDropped } = await readKeysBackup(app, config, { file, identity });
      session.say(
        `${units} units on ${days} days have their keys again; ${daysDropped} days of the backup are over and stay destroyed.`,
      );
    });
  });
}

/** The settings of a server whose key ring is an empty one in `keysDir`. */
export function withoutKeys({ logKeyFile }: Config, keysDir: string, env: NodeJS.ProcessEnv = process.env): Config {
  const { KEYS_DATABASE_URL: _url, KEYS_DATABASE_URL_FILE: _file, ...rest } = env;
  return readConfig({ ...rest, TALLENNE_KEYS_DIR: keysDir, TALLENNE_LOG_KEY_FILE: logKeyFile });
}

/**
 * Brings the backup in `file` back to where `config` says that the key ring is.
 * @throws DomainError `key-backup-refused`, `key-backup-damaged`, `key-backup-expired`, `key-ring-unknown`, `key-ring-not-empty`
 */
export async function readKeysBackup(
  app: INestApplicationContext,
  config: Config,
  { file, identity }: { readonly file: string; readonly identity: string },
): Promise<RestoredKeys> {
  const [database, today] = [app.get(Database), helsinkiDay(app.get(Clock).now())];
  const backup = await decodeBackup(await readAgeFile(file, identity));
  refuseExpired(backup, today);
  await refuseForeign(backup, database);
  const destroyed = await destroyedDays(database);
  const sha256 = await sha256OfFile(file);
  return restoreKeyRing(config, database, {
    backup,
    destroyed,
    isOver: day => day < today || destroyed.includes(day),
    onReady: async restored => {
      const facts = { sha256, createdAt: backup.createdAt.toISOString(), ...restored };
      await app.get(AuditTrail).recordAlone({ action: 'keys.restored', actor: THE_COMMAND_LINE, facts });
    },
  });
}

function refuseExpired({ deleteBy }: KeyBackup, today: Day): void {
  if (today <= deleteBy) return;
  const sentence = `This backup was to be deleted by ${deleteBy}: erasures are final since then, and it is not used any more.`;
  throw new DomainError('gone', 'key-backup-expired', sentence);
}

/** A database that was used with no key ring yet takes any. */
async function refuseForeign({ fingerprint }: KeyBackup, database: Database): Promise<void> {
  const [known] = await database.query<{ fingerprint: string }>(KNOWN);
  if (known === undefined || known.fingerprint === fingerprint) return;
  const sentence = 'This is the backup of another key ring than the one that the database was used with.';
  throw new DomainError('conflict', 'key-ring-unknown', sentence);
}

async function destroyedDays(database: Database): Promise<Day[]> {
  const rows = await database.query<{ day: string }>(DESTROYED);
  return rows.map(({ day }) => parseDay(day));
}

const KNOWN: Statement = { name: 'key-ring-known', onceOnly: true, text: 'select fingerprint from known_key_ring' };

const DESTROYED: Statement = {
  name: 'due-days-not-open',
  onceOnly: true,
  text: `select day from due_day where state <> 'open' order by day`,
};
