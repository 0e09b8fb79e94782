import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../durable.js';
import { folderFile, type FolderFile } from './folder-file.js';

/** Where taken files lie that are not deleted; see `archiveFile`. */
export const ARCHIVE = 'archive';
const MOST_DEEP = 12;
const READ_AT_ONCE = 256;
/** What may be the matter with one file or folder among others: it is gone, or not to be read. */
const PASSED_OVER = ['ENOENT', 'EACCES', 'EPERM'];

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
  for await (const { name, kind } of entriesOf(of, inside)) {
    const place = join(inside, name);
    if (kind === 'folder' && !(deep === 0 && name === ARCHIVE) && !name.startsWith('.')) folders.push(place);
    const file = kind === 'file' ? await folderFile(of.root, of.source, place).catch(passOver(of, null)) : null;
    if (file) yield file;
  }
  if (deep < MOST_DEEP) for (const folder of folders) yield* walk(of, folder, deep + 1);
}

interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

async function* entriesOf(of: Walk, inside: string): AsyncGenerator<Entry> {
  const folder = await opendir(join(of.root, inside), { bufferSize: READ_AT_ONCE }).catch(passOver(of, null));
  if (!folder) return;
  for await (const entry of folder) {
    if (entry.isFile()) yield { name: entry.name, kind: 'file' };
    if (entry.isDirectory()) yield { name: entry.name, kind: 'folder' };
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
