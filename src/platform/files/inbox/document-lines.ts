import type { InboxFile } from './inbox-place.js';

/** How much of a document that grows is read at once. */
export const CHUNK_BYTES = 1024 * 1024;
const MOST_HEADER_BYTES = 64 * 1024;
const NEW_LINE = 0x0a;

/** Whole lines of a document. */
export interface Lines {
  readonly bytes: Buffer;
  /** Where the next read goes on. */
  readonly offsetBytes: number;
}

/**
 * The whole lines from `offsetBytes` on, some of them where there are many; what stands after the last line break belongs to nobody
 * yet, unless the document is `ended`. Of a line that is longer than what is read at once, a piece, so that the others are reached.
 * Empty where there is no whole line.
 */
export async function readLines(file: InboxFile, offsetBytes: number, ended: boolean): Promise<Lines> {
  const left = file.sizeBytes - offsetBytes;
  const bytes = await read(file, offsetBytes, Math.min(CHUNK_BYTES, left));
  const isRest = bytes.length === left && ended;
  const isPiece = bytes.length === CHUNK_BYTES && !bytes.includes(NEW_LINE);
  const whole = isRest || isPiece ? bytes : bytes.subarray(0, bytes.lastIndexOf(NEW_LINE) + 1);
  return { bytes: whole, offsetBytes: offsetBytes + whole.length };
}

/** The first line, with its line break; empty where it is not whole. */
export async function readHeader(file: InboxFile): Promise<Buffer> {
  const bytes = await read(file, 0, Math.min(MOST_HEADER_BYTES, file.sizeBytes));
  return bytes.subarray(0, bytes.indexOf(NEW_LINE) + 1);
}

async function read(file: InboxFile, offset: number, length: number): Promise<Buffer> {
  return length > 0 ? file.inbox.read(file, offset, length) : Buffer.alloc(0);
}
