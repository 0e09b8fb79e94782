import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 1 << 20;

/** Random bytes, drawn many at a time: one by one they take longer than the row that they stand in. */
export class Noise {
  #pool = Buffer.alloc(0);
  #at = 0;

  take(sizeBytes: number): Buffer {
    if (this.#at + sizeBytes > this.#pool.length) this.#fill();
    this.#at += sizeBytes;
    return this.#pool.subarray(this.#at - sizeBytes, this.#at);
  }

  /** The 16 bytes of a UUIDv7 of the instant; those of one millisecond are in the order of `place`. */
  id(ms: number, place: number): Buffer {
    const bytes = this.take(16);
    bytes.writeUIntBE(ms, 0, 6);
    bytes.writeUInt16BE(0x7000 | (place & 0xfff), 6);
    bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
    return bytes;
  }

  /** What was taken before stays as it is. */
  #fill(): void {
    this.#pool = randomFillSync(Buffer.allocUnsafe(POOL_BYTES));
    this.#at = 0;
  }
}
