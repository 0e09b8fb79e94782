import { Readable } from 'node:stream';
import { isUnchanged, type InboxFile } from '../../../platform/files/inbox/inbox-file.js';
import { bytesOf } from '../../../platform/files/inbox/read-file.js';

/** Bytes that are to be taken, and a look afterwards whether they were all of the file. */
export interface InboxAudio {
  open(): Readable;
  /** Whether the file stands as it stood before it was read. */
  isWhole(): Promise<boolean>;
}

export function audioOfFile(file: InboxFile): InboxAudio {
  return { open: () => bytesOf(file), isWhole: () => isUnchanged(file) };
}

/** Bytes that came within a document. */
export function audioOfBytes(bytes: Buffer): InboxAudio {
  return { open: () => Readable.from([bytes], { objectMode: false }), isWhole: () => Promise.resolve(true) };
}
