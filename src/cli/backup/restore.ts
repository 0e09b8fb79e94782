import { readConfig, type Config } from '../../platform/config/index.js';
import { restoreDataFolder, type RestoredBackup } from '../../platform/database/restore-data-folder.js';
import { assertApart } from '../../platform/files/backup/apart.js';
import { Progress, type Screen } from '../demo/progress.js';
import { orderly } from '../orderly.js';

/** `tallenne restore <folder>`: a backup into an empty data folder, with the server stopped. */
export async function restore(folder: string): Promise<void> {
  await orderly(() => runRestore(folder, readConfig(process.env), process.stdout));
}

/** The command with settings and a screen of one's own. @throws DomainError `backup-damaged`, `folder-not-apart`; StartRefused */
export async function runRestore(folder: string, config: Config, screen: Screen): Promise<void> {
  const { dataDir, keysDir, blobDir, logCopyDir } = config;
  await assertApart(folder, {
    'the data folder': dataDir,
    'the keys folder': keysDir,
    'the folder of the audio': blobDir,
    'the folder of the log’s copy': logCopyDir,
  });
  const progress = new Progress(screen, 'Restoring');
  try {
    const restored = await restoreDataFolder(folder, { dataDir, blobDir, logCopyDir }, (done, of) => {
      progress.show(done / of, `${done} of ${of} files`);
    });
    for (const line of linesOf(restored, config)) progress.say(line);
    if (restored.damaged.length > 0) process.exitCode = DAMAGED;
  } finally {
    progress.end();
  }
}

const DAMAGED = 1;
/** So many are named one by one. */
const NAMED = 100;

function linesOf(
  { createdAt, files, database, log, damaged }: RestoredBackup,
  { keysDir, blobDir, logCopyDir }: Config,
): string[] {
  return [
    `${files} files are back, as they were on ${createdAt}; each was checked against the manifest.`,
    ...(database ? [] : ['The database is not in this backup: put it back with your own tool.']),
    log
      ? `The log’s copy came from the backup: what came after it is not known any more.`
      : `The log’s copy ${logCopyDir === null ? 'in its bucket' : `in ${logCopyDir}`} was left as it is: it knows what came after the backup.`,
    ...(blobDir === null
      ? ['The recordings are in their bucket as they were left: "tallenne reconcile" says what is missing.']
      : []),
    `The keys are in no backup of this kind: those of the server must be in ${keysDir}.`,
    ...linesOfDamaged(damaged),
    'Next: "tallenne audit accept-restore --reason <why>"; until then nothing is played and nothing is purged.',
  ];
}

function linesOfDamaged(damaged: readonly string[]): string[] {
  if (damaged.length === 0) return [];
  return [
    `Recordings that the backup does not have as they were written, and that are not back: ${damaged.length}. Everything else is.`,
    ...damaged.slice(0, NAMED).map(file => `  ${file}`),
    ...(damaged.length > NAMED ? ['  and more: "tallenne reconcile" names all.'] : []),
  ];
}
