import { open, stat } from 'node:fs/promises';

import { isMissing, readFully, writeFully } from '../files/durable.js';
import { UnitIndex } from './unit-index.js';
import { RECORD_BYTES, unitOfRecord, writtenRecords } from './unit-record.js';

const READ_BYTES = 8_192 * RECORD_BYTES;

/** One segment file as it is read: an index of the records seen so far, and the records themselves on the disk. */
export class UnitSegment {
  readonly #index = new UnitIndex();
  readonly #path: string;
  #records = 0;

  constructor(path: string) {
    this.#path = path;
  }

  get indexBytes(): number {
    return this.#index.sizeBytes;
  }

  /** Indexes what was appended since the last time. A record that a crash cut short is not looked at. */
  async readOn(): Promise<void> {
    const records = Math.floor((await stat(this.#path)).size / RECORD_BYTES);
    if (records === this.#records) return;
    await using handle = await open(this.#path, 'r');
    while (this.#records < records) {
      const bytes = Buffer.allocUnsafe(Math.min(READ_BYTES, (records - this.#records) * RECORD_BYTES));
      if (!(await readFully(handle, bytes, this.#records * RECORD_BYTES))) return;
      this.#add(bytes);
    }
  }

  /** Whether a record of `unit` may be among those seen so far: the record itself has the last word. */
  mayHave(unit: Buffer): boolean {
    return this.#index.candidates(unit).length > 0;
  }

  /** The record of `unit` as it is on the disk now. */
  async find(unit: Buffer): Promise<Buffer | undefined> {
    const candidates = this.#index.candidates(unit);
    if (candidates.length === 0) return undefined;
    await using handle = await open(this.#path, 'r');
    for (const number of candidates) {
      const record = Buffer.alloc(RECORD_BYTES);
      await readFully(handle, record, number * RECORD_BYTES);
      if (unitOfRecord(record)?.equals(unit) === true) return record;
    }
    return undefined;
  }

  /** Overwrites every record of `unit` with zeros, durably. A crash before the end leaves some of them. */
  async erase(unit: Buffer): Promise<void> {
    await using handle = await open(this.#path, 'r+');
    for (const number of this.#index.candidates(unit)) {
      const record = Buffer.alloc(RECORD_BYTES);
      await readFully(handle, record, number * RECORD_BYTES);
      if (unitOfRecord(record)?.equals(unit) !== true) continue;
      await writeFully(handle, [Buffer.alloc(RECORD_BYTES)], number * RECORD_BYTES);
    }
    // Also where there is nothing to overwrite: a process may have died between its zeros and making them durable.
    await handle.datasync();
  }

  /** The units of the records on the disk, a piece of the file at a time; none where the segment was swept meanwhile. */
  async *units(): AsyncGenerator<Buffer> {
    let at = 0;
    for (let bytes = await this.#piece(at); bytes.length > 0; bytes = await this.#piece(at)) {
      for (const { unit } of writtenRecords(bytes)) yield unit;
      at += bytes.length;
    }
  }

  /** Whole records from `at` on; empty at the end of the file, and where it is gone. */
  async #piece(at: number): Promise<Buffer> {
    try {
      await using handle = await open(this.#path, 'r');
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, at);
      return buffer.subarray(0, bytesRead - (bytesRead % RECORD_BYTES));
    } catch (error) {
      if (isMissing(error)) return Buffer.alloc(0);
      throw error;
    }
  }

  #add(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at += RECORD_BYTES) {
      const unit = unitOfRecord(bytes.subarray(at, at + RECORD_BYTES));
      if (unit !== undefined) this.#index.add(unit, this.#records);
      this.#records += 1;
    }
  }
}
