import type { Measured } from '../backup/hashed-copy.js';

/** Where the files of an export go, one after the other. */
export interface ExportSink {
  /** A folder of its own for files that are made first and added then; it is gone when the export is finished. */
  readonly scratch: string;
  /** @throws RangeError where `bytes` are not `sizeBytes` */
  add(name: string, sizeBytes: number, bytes: AsyncIterable<Buffer>): Promise<Measured>;
  /** Everything is there, durably. A crash before leaves something that is not called an export. */
  finish(): Promise<void>;
  /** Removes what was written. */
  discard(): Promise<void>;
}
