import { constants, createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { readFully } from '../durable.js';

/** For reading, and never through a link: whoever writes into a folder could have put one in the place of a file. */
const NO_LINKS = constants.O_RDONLY | constants.O_NOFOLLOW;

/** The bytes of a file as they are read. */
export function bytesAt(path: string): Readable {
  return createReadStream(path, { flags: NO_LINKS as unknown as string }); // Node takes numbers here, its types do not
}

/** All of a file that is small enough to be held in memory. */
export async function wholeAt(path: string): Promise<Buffer> {
  await using file = await open(path, NO_LINKS);
  return await file.readFile();
}

/** Exactly `length` bytes at `offset`; empty where the file ends before. */
export async function partAt(path: string, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  await using handle = await open(path, NO_LINKS);
  return (await readFully(handle, bytes, offset)) ? bytes : Buffer.alloc(0);
}
