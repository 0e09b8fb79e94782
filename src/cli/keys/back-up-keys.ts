import type { INestApplicationContext } from '@nestjs/common';
import { THE_COMMAND_LINE } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Config, readDeclaredConfig } from '../../platform/config/index.js';
import { CheckKeyRing } from '../../platform/crypto/check-key-ring.js';
import { writeAgeFile } from '../../platform/crypto/key-backup/age-file.js';
import { encodeBackup, notOver } from '../../platform/crypto/key-backup/backup-format.js';
import type { KeyCounts } from '../../platform/crypto/key-backup/key-copy.js';
import { withKeyCopy } from '../../platform/crypto/key-backup/keys-of-settings.js';
import { Database } from '../../platform/database/index.js';
import { assertApart } from '../../platform/files/backup/apart.js';
import { orderly } from '../orderly.js';
import { withApp } from '../with-app.js';

/** What was backed up, and until when the file may exist. */
export interface BackedUpKeys extends KeyCounts {
  readonly deleteBy: Day;
  /** Of the file, in hexadecimal digits. */
  readonly sha256: string;
}

/**
 * `tallenne keys backup <file> --to <recipient>`: the key ring in one encrypted file. Works beside a running server. A day that is
 * over and not purged yet is left out, so that no backup outlives the day that its certificates call final.
 */
export async function backUpKeys(file: string, { to }: { readonly to: string }): Promise<void> {
  await orderly(session =>
    withApp(readDeclaredConfig(process.env), session, async app => {
      const { days, units, deleteBy } = await writeKeysBackup(app, file, to);
      session.say(
        `The keys of ${units} units on ${days} days are in ${file}. Delete it by ${deleteBy}: until then no erasure is final.`,
      );
    }),
  );
}

/**
 * Writes the key ring of the parts `app` into the new file `file`, for the age recipient `to`.
 * @throws DomainError `key-ring-unknown`, `recipient-refused`, `file-exists`, `file-refused`
 */
export async function writeKeysBackup(app: INestApplicationContext, file: string, to: string): Promise<BackedUpKeys> {
  const config = app.get(Config);
  await refuseBesideData(file, config);
  await app.get(CheckKeyRing).check();
  const createdAt = app.get(Clock).now();
  const today = helsinkiDay(createdAt);
  const deleteBy = addDays(today, config.keysBackupDays);
  let counts: KeyCounts = { days: 0, units: 0 };
  await using written = await withKeyCopy(config, app.get(Database), copy =>
    writeAgeFile(
      file,
      to,
      encodeBackup(
        { ...copy, pieces: notOver(copy.pieces, today) },
        { createdAt, deleteBy },
        found => (counts = found),
      ),
    ),
  );
  const backedUp = { sha256: written.sha256, deleteBy, ...counts };
  await app.get(AuditTrail).recordAlone({ action: 'keys.backed-up', actor: THE_COMMAND_LINE, facts: backedUp });
  // A crash here leaves the event of a backup that nobody has under its name.
  await written.name();
  return backedUp;
}

/** A copy of the data must be worthless without the keys. */
async function refuseBesideData(file: string, { dataDir, keysDir, blobDir, logCopyDir }: Config): Promise<void> {
  try {
    await assertApart(file, { data: dataDir, keys: keysDir, audio: blobDir, log: logCopyDir });
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    const sentence =
      'The backup must lie outside the data folder, the keys folder, the audio and the log’s copy: name another place.';
    throw new DomainError('invalid', 'file-refused', sentence, {}, { cause });
  }
}
