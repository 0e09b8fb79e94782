import { open, stat } from 'node:fs/promises';

import { readFully, writeFully } from '../files/durable.js';
import { UnitIndex } from './unit-index.js';
import { RECORD_BYTES, unitOfRecord } from './unit-record.js';

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

  #add(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at += RECORD_BYTES) {
      const unit = unitOfRecord(bytes.subarray(at, at + RECORD_BYTES));
      if (unit !== undefined) this.#index.add(unit, this.#records);
      this.#records += 1;
    }
  }
}
