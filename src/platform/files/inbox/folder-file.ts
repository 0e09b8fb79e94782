import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../durable.js';

/** A file of a folder, as it stood when it was looked at. */
export interface FolderFile {
  readonly source: string;
  /** The source's folder, and the file's place in it. Names may hold numbers: they are never logged. */
  readonly root: string;
  readonly place: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** When it last changed, its contents or anything about it, by the clock of the file system. */
  readonly changedMs: number;
  /** Tells it from another file that bears its name later, on the same place of the disk even. */
  readonly identity: string;
}

/** The regular file at `place`; null where there is none. Links are not followed. */
export async function folderFile(root: string, source: string, place: string): Promise<FolderFile | null> {
  const path = join(root, place);
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) return null;
    const changedMs = Math.max(stats.mtimeMs, stats.ctimeMs);
    const identity = `${stats.dev}:${stats.ino}:${stats.birthtimeMs}`;
    return { source, root, place, path, sizeBytes: stats.size, changedMs, identity };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
