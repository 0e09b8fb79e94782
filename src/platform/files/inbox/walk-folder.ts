import { join } from 'node:path';
import { errnoOf } from '../durable.js';
import { folderFile, type FolderFile } from './folder-file.js';
import { HeldFolder } from './held-folder.js';

/** Where taken files lie that are not deleted; see `archiveFile`. */
export const ARCHIVE = 'archive';
const MOST_DEEP = 12;
/** What may be the matter with one file or folder among others: it is gone, not to be read, or by now a link or a file. */
const PASSED_OVER = ['ENOENT', 'EACCES', 'EPERM', 'ENOTDIR', 'ELOOP'];

/**
 * The regular files below `root`, folder by folder, read while they are asked for: it may be left standing for as long as one likes.
 * Links are not followed, and what is gone meanwhile is passed over, as is what may not be read: `passedOver` hears of that by the
 * system's name of the error.
 */
export function walkFolder(
  root: string,
  source: string,
  passedOver: (errno: string) => void = () => undefined,
): AsyncGenerator<FolderFile> {
  return walk({ root, source, passedOver }, '', 0);
}

interface Walk {
  readonly root: string;
  readonly source: string;
  readonly passedOver: (errno: string) => void;
}

async function* walk(of: Walk, inside: string, deep: number): AsyncGenerator<FolderFile> {
  const folders: string[] = [];
  yield* filesIn(of, inside, name => {
    if (!(deep === 0 && name === ARCHIVE) && !name.startsWith('.')) folders.push(join(inside, name));
  });
  if (deep < MOST_DEEP) for (const folder of folders) yield* walk(of, folder, deep + 1);
}

/** Only this folder is held while the walk stands in it: those below are reached from the root again, without a link. */
async function* filesIn(of: Walk, inside: string, seeFolder: (name: string) => void): AsyncGenerator<FolderFile> {
  await using folder = await HeldFolder.open(of.root, inside).catch(passOver(of, null));
  if (!folder) return;
  for await (const { name, kind } of folder.entries()) {
    if (kind === 'folder') seeFolder(name);
    if (kind !== 'file') continue;
    const file = await folderFile(of, folder, join(inside, name)).catch(passOver(of, null));
    if (file) yield file;
  }
}

/** Puts `instead` in the place of what one may pass over; other errors stay what they are. */
function passOver<T>({ passedOver }: Walk, instead: T): (error: unknown) => T {
  return error => {
    const errno = errnoOf(error) ?? '';
    if (!PASSED_OVER.includes(errno)) throw error;
    if (errno !== 'ENOENT') passedOver(errno);
    return instead;
  };
}
