import type { INestApplicationContext } from '@nestjs/common';
import { readDeclaredConfig, type Config } from '../../platform/config/index.js';
import { assertApart } from '../../platform/files/backup/apart.js';
import { BackupFolder } from '../../platform/files/backup/backup-folder.js';
import { Progress } from '../demo/progress.js';
import { orderly, type Session } from '../orderly.js';
import { withApp } from '../with-app.js';
import { backUpBlobs, backUpDatabase, backUpLog } from './backup-steps.js';
import { caughtUpCopy, recordBackup } from './backup-on-record.js';

/**
 * `tallenne backup <folder>`: database, blobs and the log's copy, beside a running server or without one; never the keys. In a
 * folder that has an earlier backup only the blobs that are new are copied.
 */
export async function backup(folder: string): Promise<void> {
  await orderly(session => runBackup(folder, readDeclaredConfig(process.env), session));
}

/** The command with settings and a session of one's own. @throws DomainError `folder-not-apart`, `folder-not-empty` */
export async function runBackup(folder: string, config: Config, session: Session): Promise<void> {
  await assertApart(folder, {
    'the data folder': config.dataDir,
    'the keys folder': config.keysDir,
    'the folder of the audio': config.blobDir,
    'the folder of the log’s copy': config.logCopyDir,
  });
  await withApp(config, session, app => takeBackup(folder, config, app));
}

/**
 * The database first: what its rows name is in the store until its purge, so the blobs that are copied afterwards are all of
 * them. The log last: it then knows of the backup, so that whoever puts the backup back has to answer for it.
 */
async function takeBackup(folder: string, config: Config, app: INestApplicationContext): Promise<void> {
  const progress = new Progress(process.stdout, 'Backing up');
  const target = await BackupFolder.open(folder);
  try {
    const database = await backUpDatabase(config, target, app, progress);
    // A crash from here to the end leaves files that no manifest names; the next backup takes them up or removes them.
    const blobs = await backUpBlobs(app, config, target, progress);
    await recordBackup(app, { database: database?.stopLsn ?? null, ...blobs });
    if (!(await caughtUpCopy(app)))
      progress.say('The log’s copy is behind the log: this backup has what the copy has.');
    await backUpLog(app, target);
    const { entries } = await target.finish();
    progress.say(
      `The backup in ${folder} is whole: ${entries} files and folders, of which ${blobs.copied} new recordings.`,
    );
    if (target.renewed > 0)
      progress.say(`Recordings of the earlier backup that were damaged, and were copied anew: ${target.renewed}.`);
    progress.say(
      'The keys are not in it: back them up apart with "tallenne keys backup", or nothing of it can be read.',
    );
  } catch (error) {
    await target.discard();
    throw error;
  } finally {
    progress.end();
  }
}
