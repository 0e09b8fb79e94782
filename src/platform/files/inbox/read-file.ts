import { constants, createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { InboxFile } from './inbox-file.js';

/** For reading, and never through a link: whoever writes into a folder could have put one in the place of a file. */
export const NO_LINKS = constants.O_RDONLY | constants.O_NOFOLLOW;

/** The bytes of a file as they are read. */
export function bytesOf({ path }: InboxFile): Readable {
  return createReadStream(path, { flags: NO_LINKS as unknown as string }); // Node takes numbers here, its types do not
}

/** All of a file that is small enough to be held in memory. */
export async function wholeOf({ path }: InboxFile): Promise<Buffer> {
  await using file = await open(path, NO_LINKS);
  return await file.readFile();
}
