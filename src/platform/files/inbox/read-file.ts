import { constants, createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { InboxFile } from './inbox-file.js';

/** The bytes of a file as they are read. A link that has taken its place is not followed. */
export function bytesOf({ path }: InboxFile): Readable {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  return createReadStream(path, { flags: flags as unknown as string }); // Node takes numbers here, its types do not
}

/** All of a file that is small enough to be held in memory. */
export function wholeOf({ path }: InboxFile): Promise<Buffer> {
  return readFile(path);
}
