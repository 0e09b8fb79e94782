import { Readable } from 'node:stream';
import type { InboxFile } from '../../../platform/files/inbox/inbox-place.js';
import { fetchedFrom, type Deliverer } from '../deliverer.js';

/** Bytes that are to be taken, and a look afterwards whether they were all of the file. */
export interface InboxAudio {
  readonly by: Deliverer;
  open(): Readable;
  /** Whether the file stands as it stood before it was read. */
  isWhole(): Promise<boolean>;
}

export function audioOfFile(file: InboxFile): InboxAudio {
  const { inbox } = file;
  return { by: fetchedBy(file), open: () => inbox.open(file), isWhole: () => inbox.isUnchanged(file) };
}

/** Bytes that came within a document. */
export function audioOfBytes(bytes: Buffer, document: InboxFile): InboxAudio {
  const open = () => Readable.from([bytes], { objectMode: false });
  return { by: fetchedBy(document), open, isWhole: () => Promise.resolve(true) };
}

/** Who brings what lies in a file. */
export function fetchedBy({ inbox }: InboxFile): Deliverer {
  return fetchedFrom(inbox.kind);
}
