const FIRST_SLOTS = 16;
const FIELDS = 2;
const GOLDEN = 0x9e3779b1;

/**
 * Which records of a segment may be of a unit: an open hash table of 32-bit fingerprints, 16 to 32 bytes a record.
 * A million units need some 30 MB; a Map of their ids would need five times that. The record itself has the last
 * word, so a fingerprint that two units share costs one more read.
 */
export class UnitIndex {
  #slots = new Uint32Array(FIRST_SLOTS * FIELDS);
  #count = 0;

  get sizeBytes(): number {
    return this.#slots.byteLength;
  }

  add(unit: Buffer, record: number): void {
    if ((this.#count + 1) * FIELDS * 2 > this.#slots.length) this.#grow();
    this.#place(fingerprint(unit), record + 1);
    this.#count += 1;
  }

  /** The numbers of the records that may be of `unit`. */
  candidates(unit: Buffer): number[] {
    const wanted = fingerprint(unit);
    const found: number[] = [];
    for (let slot = this.#home(wanted); this.#stored(slot) !== 0; slot = this.#after(slot)) {
      if (this.#slots[slot] === wanted) found.push(this.#stored(slot) - 1);
    }
    return found;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let slot = 0; slot < old.length; slot += FIELDS) {
      const [print = 0, stored = 0] = old.subarray(slot, slot + FIELDS);
      if (stored !== 0) this.#place(print, stored);
    }
  }

  /** A slot is a fingerprint and a record's number plus one; zero there says that the slot is free. */
  #place(print: number, stored: number): void {
    let slot = this.#home(print);
    while (this.#stored(slot) !== 0) slot = this.#after(slot);
    this.#slots[slot] = print;
    this.#slots[slot + 1] = stored;
  }

  #home(print: number): number {
    return (print * FIELDS) % this.#slots.length;
  }

  #after(slot: number): number {
    return (slot + FIELDS) % this.#slots.length;
  }

  #stored(slot: number): number {
    return this.#slots[slot + 1] ?? 0;
  }
}

function fingerprint(unit: Buffer): number {
  const folded = unit.readUInt32LE(0) ^ unit.readUInt32LE(4) ^ unit.readUInt32LE(8) ^ unit.readUInt32LE(12);
  return Math.imul(folded, GOLDEN) >>> 0;
}
