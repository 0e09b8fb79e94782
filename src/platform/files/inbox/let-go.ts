import { basename, dirname, join } from 'node:path';
import { identityOf } from './folder-file.js';
import { HeldFolder } from './held-folder.js';
import type { SeenFile } from './read-file.js';
import { ARCHIVE } from './walk-folder.js';

/** Takes a file and what marks it in its folder away, durably; what is not there is no error, and what stands in its place by now stays. */
export async function removeFile(file: SeenFile, marks: readonly string[]): Promise<void> {
  await using folder = await HeldFolder.find(file.root, dirname(file.place));
  if (!folder || (await isAnother(file, folder))) return;
  for (const place of [file.place, ...marks]) await folder.remove(basename(place));
  await folder.sync();
}

/**
 * Moves a file into the folder `day` of the archive, as `name`, and takes its marks away. A crash before the last step leaves marks.
 * Throws `ENOTDIR` where something else stands in the place of the archive or the day: whoever writes into the folder could have
 * put a link there.
 */
export async function archiveFile(file: SeenFile, day: string, name: string, marks: readonly string[]): Promise<void> {
  await using root = await HeldFolder.open(file.root);
  await using archive = await root.made(ARCHIVE);
  await using to = await archive.made(day);
  await using from = await HeldFolder.find(file.root, dirname(file.place));
  if (!from || (await isAnother(file, from))) return;
  await from.move(basename(file.place), to, name); // what is not there another instance has moved
  await to.sync();
  await removeFile(file, marks);
}

/** The folders in the archive of `root`; links are none, and nothing is in an archive that is one. */
export async function archivedDays(root: string): Promise<string[]> {
  await using archive = await HeldFolder.find(root, ARCHIVE);
  return archive ? await archive.folders() : [];
}

/** The names in a folder of {@link archivedDays}. */
export async function archivedOn(root: string, day: string): Promise<string[]> {
  await using folder = await HeldFolder.find(root, join(ARCHIVE, day));
  return folder ? await folder.names() : [];
}

/** Takes a file out of the archive, and its day where it was the last one. */
export async function removeArchived(root: string, day: string, name: string): Promise<void> {
  await using archive = await HeldFolder.find(root, ARCHIVE);
  await using folder = await HeldFolder.find(root, join(ARCHIVE, day));
  await folder?.removeAll(name);
  if (folder) await archive?.removeEmpty(day);
}

/** Whether something stands in the place of a file that is not the one that was looked at. */
async function isAnother({ place, identity }: SeenFile, folder: HeldFolder): Promise<boolean> {
  const now = await folder.look(basename(place));
  return now !== null && identityOf(now) !== identity;
}
