import type { Day } from '../../../kernel/calendar.js';

/** A day with its wrapped key (61 bytes), or some of its wrapped data keys (whole 128-byte records). */
export type KeyPiece = { readonly day: Day; readonly key: Buffer } | { readonly day: Day; readonly records: Buffer };

/** Everything in a key ring, in the form in which it is stored there: whoever has it, has the keys. */
export interface RingCopy {
  /** 32 bytes. */
  readonly rootKey: Buffer;
  readonly fingerprint: string;
  /** Living days and what they wrap; the key of a day comes before what it wraps. A day may come again. */
  readonly pieces: AsyncIterable<KeyPiece>;
}

/** A key ring, and what else lies beside it and is lost with it. */
export interface KeyCopy extends RingCopy {
  /** The file of the keys that sign the log, without which no server starts either; null where there is none. */
  readonly logKeys: Buffer | null;
}

/** How much of it there was. */
export interface KeyCounts {
  readonly days: number;
  readonly units: number;
}
