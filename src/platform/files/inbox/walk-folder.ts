import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../durable.js';
import { inboxFile, type InboxFile } from './inbox-file.js';

/** Where taken files lie that are not deleted; see `moveFile`. */
export const ARCHIVE = 'archive';
const MOST_DEEP = 12;
const READ_AT_ONCE = 256;

/**
 * The regular files below `root`, folder by folder, read while they are asked for: it may be left standing for as long as one likes.
 * Links are not followed, and what is gone meanwhile is passed over.
 */
export async function* walkFolder(root: string, source: string, inside = '', deep = 0): AsyncGenerator<InboxFile> {
  const folders: string[] = [];
  for await (const { name, kind } of entriesOf(join(root, inside))) {
    const place = join(inside, name);
    if (kind === 'folder' && !(deep === 0 && name === ARCHIVE) && !name.startsWith('.')) folders.push(place);
    const file = kind === 'file' ? await inboxFile(root, source, place) : null;
    if (file) yield file;
  }
  if (deep < MOST_DEEP) for (const folder of folders) yield* walkFolder(root, source, folder, deep + 1);
}

interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

async function* entriesOf(folder: string): AsyncGenerator<Entry> {
  try {
    for await (const entry of await opendir(folder, { bufferSize: READ_AT_ONCE })) {
      if (entry.isFile()) yield { name: entry.name, kind: 'file' };
      if (entry.isDirectory()) yield { name: entry.name, kind: 'folder' };
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
