const FIRST_BYTES = 1 << 16;
/** PostgreSQL counts days and microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;
const TEXT_OID = 25;
const NONE = -1;

/** Writes tuples as COPY's binary format has them: a number of columns, then each value with its length before it. */
export class Tuples {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #at = 0;

  /** Begins a tuple of so many columns, whose values come next. */
  begin(columns: number): this {
    return this.#int16(columns);
  }

  none(): this {
    return this.#int32(NONE);
  }

  bytes(value: Uint8Array): this {
    this.#int32(value.length).#room(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
    return this;
  }

  text(value: string): this {
    const sizeBytes = Buffer.byteLength(value);
    this.#int32(sizeBytes).#room(sizeBytes);
    this.#at += this.#bytes.write(value, this.#at);
    return this;
  }

  /** Of one dimension. */
  texts(values: readonly string[]): this {
    const start = this.#at;
    this.#int32(0)
      .#int32(values.length === 0 ? 0 : 1)
      .#int32(0)
      .#int32(TEXT_OID);
    if (values.length > 0) this.#int32(values.length).#int32(1);
    for (const value of values) this.text(value);
    this.#bytes.writeInt32BE(this.#at - start - 4, start);
    return this;
  }

  boolean(value: boolean): this {
    this.#int32(1).#room(1);
    this.#at = this.#bytes.writeUInt8(value ? 1 : 0, this.#at);
    return this;
  }

  smallint(value: number): this {
    return this.#int32(2).#int16(value);
  }

  integer(value: number): this {
    return this.#int32(4).#int32(value);
  }

  bigint(value: bigint): this {
    this.#int32(8).#room(8);
    this.#at = this.#bytes.writeBigInt64BE(value, this.#at);
    return this;
  }

  /** A day as `YYYY-MM-DD`. */
  day(value: string): this {
    return this.integer((Date.parse(value) - EPOCH_MS) / DAY_MS);
  }

  instant(ms: number): this {
    return this.bigint(BigInt(ms - EPOCH_MS) * 1000n);
  }

  /** What was written since it was asked last; the next tuple leaves it as it is. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#at);
    this.#bytes = Buffer.allocUnsafe(Math.max(FIRST_BYTES, taken.length + FIRST_BYTES));
    this.#at = 0;
    return taken;
  }

  #int16(value: number): this {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(value, this.#at);
    return this;
  }

  #int32(value: number): this {
    this.#room(4);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
    return this;
  }

  #room(sizeBytes: number): void {
    if (this.#at + sizeBytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe((this.#bytes.length + sizeBytes) * 2);
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}
