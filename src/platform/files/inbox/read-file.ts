import type { FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import { readFully } from '../durable.js';
import { identityOf, type FolderFile } from './folder-file.js';
import { HeldFolder } from './held-folder.js';
import { fileChanged } from './inbox-place.js';

/** A file that was looked at. */
export type SeenFile = Pick<FolderFile, 'root' | 'place' | 'identity'>;

const READ_AT_ONCE = 64 * 1024;

/** The bytes of a file as they are read. */
export function bytesOf(file: SeenFile): Readable {
  return Readable.from(piecesOf(file), { objectMode: false });
}

/** All of a file that is small enough to be held in memory. */
export async function wholeOf(file: SeenFile): Promise<Buffer> {
  await using handle = await openSeen(file);
  return await handle.readFile();
}

/** Exactly `length` bytes at `offset`; empty where the file ends before. */
export async function partOf(file: SeenFile, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  await using handle = await openSeen(file);
  return (await readFully(handle, bytes, offset)) ? bytes : Buffer.alloc(0);
}

async function* piecesOf(file: SeenFile): AsyncGenerator<Buffer> {
  await using handle = await openSeen(file);
  for (;;) {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(READ_AT_ONCE));
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Whoever writes into the folder could have put something else in the place of the file, or of a folder above it. */
async function openSeen({ root, place, identity }: SeenFile): Promise<FileHandle> {
  await using folder = await HeldFolder.find(root, dirname(place));
  const found = await folder?.look(basename(place));
  if (!folder || !found?.isFile()) throw fileChanged();
  const handle = await folder.file(basename(place));
  const stats = await handle.stat();
  if (stats.isFile() && identityOf(stats) === identity) return handle;
  await handle.close();
  throw fileChanged();
}
