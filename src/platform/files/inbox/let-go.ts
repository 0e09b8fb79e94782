import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing, syncFolder } from '../durable.js';
import type { InboxFile } from './inbox-file.js';
import { ARCHIVE } from './walk-folder.js';

/** Takes a file and what marks it out of its folder, durably; what is not there is no error. */
export async function removeFile(file: InboxFile, marks: readonly string[]): Promise<void> {
  await rm(file.path, { force: true });
  for (const mark of marks) await rm(join(file.root, mark), { force: true });
  await syncFolder(dirname(file.path));
}

/** Moves a file into the folder `day` of the archive, as `name`, and takes its marks away. A crash before the last step leaves marks. */
export async function archiveFile(file: InboxFile, day: string, name: string, marks: readonly string[]): Promise<void> {
  const folder = join(file.root, ARCHIVE, day);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(file.path, join(folder, name)).catch((error: unknown) => {
    if (!isMissing(error)) throw error; // another instance has moved it
  });
  await syncFolder(folder);
  await removeFile(file, marks);
}

/** The names in a folder of the archive of `root`; none where there is no such folder. */
export async function archived(root: string, day = ''): Promise<string[]> {
  try {
    return await readdir(join(root, ARCHIVE, day));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Takes a file, or a whole day, out of the archive. */
export async function removeArchived(root: string, day: string, name = ''): Promise<void> {
  await rm(join(root, ARCHIVE, day, name), { recursive: true, force: true });
}

/** The folders in `dir`, which is made where there is none; links are none. */
export async function foldersIn(dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const entries = await readdir(dir, { withFileTypes: true });
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name);
}
