import { chown, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '../../../kernel/errors.js';
import { errnoOf, isMissing, nullIfMissing, syncFolder } from '../durable.js';
import { bytesOfFile, measure, writeHashed, type Measured } from './hashed-copy.js';
import { damagedBackup, type ManifestEntry } from './manifest.js';

const FOLDER_MODE = 0o700;

/** Where the entries of a backup under one of its folders go. */
export interface RestorePlace {
  /** The folder of the backup. */
  readonly backup: string;
  /** Which of its entries: those under this folder of it. */
  readonly from: string;
  /** The folder that they go to. */
  readonly to: string;
  /** Whose the files are to be; null for this process's own user. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
  readonly onFile: (measured: Measured) => void;
  /** What becomes of a file that differs, or is not there: without it nothing more is put back. */
  readonly onDamaged?: (file: string) => void;
}

/**
 * Copies what of `entries` lies under a folder of the backup, checking each file against the manifest before it gets its name;
 * one that is there already with the right bytes stays. Durable when this returns.
 * @throws DomainError `backup-damaged`, unless `onDamaged` takes it
 */
export async function restoreFiles(entries: readonly ManifestEntry[], place: RestorePlace): Promise<void> {
  const folders = new Set<string>();
  await makeFolder(place.to, place, folders);
  for (const entry of entries) {
    const name = within(place.from, 'file' in entry ? entry.file : entry.folder);
    if (name === null) continue;
    const target = join(place.to, name);
    if (!('file' in entry)) await makeFolder(target, place, folders);
    else {
      await makeFolder(dirname(target), place, folders);
      await restoreFile(join(place.backup, entry.file), target, entry, place).catch((error: unknown) => {
        if (!place.onDamaged || !isDamage(error)) throw error;
        place.onDamaged(entry.file);
      });
      place.onFile(entry);
    }
  }
  for (const folder of [...folders].sort().reverse()) await syncFolder(folder);
}

/** The name under `folder`; null for what lies elsewhere. A name that leads out of it is none of a backup's. */
function within(folder: string, name: string): string | null {
  if (!name.startsWith(`${folder}/`)) return null;
  if (name.split('/').includes('..')) throw damagedBackup(name);
  return name.slice(folder.length + 1);
}

async function restoreFile(
  source: string,
  target: string,
  wanted: Measured & { readonly file: string },
  { owner }: RestorePlace,
): Promise<void> {
  const isWanted = ({ sizeBytes, sha256 }: Measured): boolean =>
    sizeBytes === wanted.sizeBytes && sha256 === wanted.sha256;
  if ((await sizeOf(target)) === wanted.sizeBytes && isWanted(await measure(target))) return;
  await writeHashed(target, bytesOfFile(source), measured => {
    if (!isWanted(measured)) throw damagedBackup(wanted.file);
  }).catch((error: unknown) => {
    throw isMissing(error) || errnoOf(error) === 'EIO' ? damagedBackup(wanted.file) : error;
  });
  if (owner) await chown(target, owner.uid, owner.gid);
}

function isDamage(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'backup-damaged';
}

async function makeFolder(path: string, place: Pick<RestorePlace, 'to' | 'owner'>, made: Set<string>): Promise<void> {
  if (made.has(path)) return;
  if (path !== place.to) await makeFolder(dirname(path), place, made);
  await mkdir(path, { recursive: true, mode: FOLDER_MODE });
  if (place.owner) await chown(path, place.owner.uid, place.owner.gid);
  made.add(path);
}

async function sizeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(nullIfMissing))?.size ?? null;
}
