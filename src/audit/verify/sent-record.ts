import { itemAt } from './item-at.js';

/** Stands for the end of a value that is null. */
const NO_VALUE = -1;
/** Milliseconds between 1970 and 2000, where PostgreSQL begins to count. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const INT = 4;

/**
 * Reads a record in the form of PostgreSQL's `record_send`: the number of values (four bytes), and of each its type (four
 * bytes), its length (four bytes, -1 for null) and its bytes as the type's own send function writes them. Nothing is
 * decoded that nobody asks for.
 */
export class SentRecord {
  #bytes: Buffer = Buffer.alloc(0);
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  /** @param values how many values each record has */
  constructor(private readonly values: number) {
    this.#starts = new Int32Array(values);
    this.#ends = new Int32Array(values);
  }

  /** Turns to the record at the beginning of `bytes`. @throws RangeError for anything but such a record */
  read(bytes: Buffer): void {
    if (bytes.readInt32BE(0) !== this.values) throw new RangeError('The record has other values.');
    this.#bytes = bytes;
    let at = INT;
    for (let place = 0; place < this.values; place += 1) {
      const length = bytes.readInt32BE(at + INT);
      at += 2 * INT;
      this.#starts[place] = at;
      this.#ends[place] = length < 0 ? NO_VALUE : at + length;
      if (length > 0) at += length;
    }
    if (at > bytes.length) throw new RangeError('The record is cut off.');
  }

  /** What was read. In front of a value stands its length, which may be overwritten. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  isNull(place: number): boolean {
    return this.end(place) === NO_VALUE;
  }

  start(place: number): number {
    return itemAt(this.#starts, place);
  }

  end(place: number): number {
    return itemAt(this.#ends, place);
  }

  /** A `text`. */
  text(place: number): string {
    return this.#bytes.toString('utf8', this.start(place), this.end(place));
  }

  /** A `bigint`, as far as a number holds it. */
  number(place: number): number {
    const start = this.start(place);
    return this.#bytes.readInt32BE(start) * 2 ** 32 + this.#bytes.readUInt32BE(start + INT);
  }

  /** A `timestamptz` in milliseconds since 1970. */
  instantMs(place: number): number {
    return POSTGRES_EPOCH_MS + this.number(place) / 1000;
  }

  /** A `uuid` in small letters with dashes. */
  uuid(place: number): string {
    const hex = this.#bytes.toString('hex', this.start(place), this.end(place));
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}
