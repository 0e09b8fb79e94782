import type { Stats } from 'node:fs';
import { basename, join } from 'node:path';
import type { HeldFolder } from './held-folder.js';

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

/** The regular file at `place`, which lies in `folder`; null where there is none. Links are not followed. */
export async function folderFile(
  { root, source }: Pick<FolderFile, 'root' | 'source'>,
  folder: HeldFolder,
  place: string,
): Promise<FolderFile | null> {
  const stats = await folder.look(basename(place));
  if (!stats?.isFile()) return null;
  const changedMs = Math.max(stats.mtimeMs, stats.ctimeMs);
  const path = join(root, place);
  return { source, root, place, path, sizeBytes: stats.size, changedMs, identity: identityOf(stats) };
}

/** The {@link FolderFile.identity} of what was looked at. */
export function identityOf({ dev, ino, birthtimeMs }: Stats): string {
  return `${dev}:${ino}:${birthtimeMs}`;
}
