import { lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf, isMissing, syncFolder } from '../durable.js';
import type { FolderFile } from './folder-file.js';
import { ARCHIVE } from './walk-folder.js';

type PlacedFile = Pick<FolderFile, 'root' | 'path'>;

/** Takes a file and what marks it out of its folder, durably; what is not there is no error. */
export async function removeFile(file: PlacedFile, marks: readonly string[]): Promise<void> {
  await rm(file.path, { force: true });
  for (const mark of marks) await rm(join(file.root, mark), { force: true });
  await syncFolder(dirname(file.path));
}

/**
 * Moves a file into the folder `day` of the archive, as `name`, and takes its marks away. A crash before the last step leaves marks.
 * Throws `ENOTDIR` where something else stands in the place of the archive or the day: whoever writes into the folder could have
 * put a link there.
 */
export async function archiveFile(
  file: PlacedFile,
  day: string,
  name: string,
  marks: readonly string[],
): Promise<void> {
  const folder = join(file.root, ARCHIVE, day);
  await makeFolder(join(file.root, ARCHIVE));
  await makeFolder(folder);
  await rename(file.path, join(folder, name)).catch((error: unknown) => {
    if (!isMissing(error)) throw error; // another instance has moved it
  });
  await syncFolder(folder);
  await removeFile(file, marks);
}

/** The folders in the archive of `root`; links are none, and nothing is in an archive that is one. */
export async function archivedDays(root: string): Promise<string[]> {
  const archive = join(root, ARCHIVE);
  if (!(await isFolder(archive))) return [];
  const entries = await readdir(archive, { withFileTypes: true });
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
}

/** The names in a folder of {@link archivedDays}. */
export async function archivedOn(root: string, day: string): Promise<string[]> {
  return (await isArchive(root, day)) ? readdir(join(root, ARCHIVE, day)) : [];
}

/** Takes a file out of the archive, and its day where it was the last one. */
export async function removeArchived(root: string, day: string, name: string): Promise<void> {
  if (!(await isArchive(root, day))) return;
  await rm(join(root, ARCHIVE, day, name), { recursive: true, force: true });
  await rmdir(join(root, ARCHIVE, day)).catch((error: unknown) => {
    if (!NOT_EMPTY.includes(errnoOf(error) ?? '')) throw error;
  });
}

const NOT_EMPTY = ['ENOTEMPTY', 'EEXIST', 'ENOENT'];

async function isArchive(root: string, day: string): Promise<boolean> {
  return (await isFolder(join(root, ARCHIVE))) && isFolder(join(root, ARCHIVE, day));
}

/** Whether there is a folder at `path` itself, not behind a link. */
async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (errnoOf(error) !== 'EEXIST') throw error;
  });
  if (!(await isFolder(path))) throw Object.assign(new Error('the archive is no folder'), { code: 'ENOTDIR' });
}

/** The folders in `dir`, which is made where there is none; links are none. */
export async function foldersIn(dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const entries = await readdir(dir, { withFileTypes: true });
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
}
