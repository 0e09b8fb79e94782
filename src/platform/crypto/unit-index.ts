const FIRST_SLOTS = 16;
const FIELD_BYTES = 4;
const SLOT_BYTES = 2 * FIELD_BYTES;
const GOLDEN = 0x9e3779b1;

/**
 * Which records of a segment may be of a unit: an open hash table of 32-bit fingerprints, 16 to 32 bytes a record.
 * A million units need some 30 MB; a Map of their ids would need five times that. The record itself has the last
 * word, so a fingerprint that two units share costs one more read.
 */
export class UnitIndex {
  #slots = new DataView(new ArrayBuffer(FIRST_SLOTS * SLOT_BYTES));
  #count = 0;

  get sizeBytes(): number {
    return this.#slots.byteLength;
  }

  add(unit: Buffer, record: number): void {
    if ((this.#count + 1) * SLOT_BYTES * 2 > this.sizeBytes) this.#grow();
    this.#place(fingerprint(unit), record + 1);
    this.#count += 1;
  }

  /** The numbers of the records that may be of `unit`. */
  candidates(unit: Buffer): number[] {
    const wanted = fingerprint(unit);
    const found: number[] = [];
    for (let slot = this.#home(wanted); this.#stored(slot) !== 0; slot = this.#after(slot)) {
      if (this.#slots.getUint32(slot) === wanted) found.push(this.#stored(slot) - 1);
    }
    return found;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new DataView(new ArrayBuffer(old.byteLength * 2));
    for (let slot = 0; slot < old.byteLength; slot += SLOT_BYTES) {
      const stored = old.getUint32(slot + FIELD_BYTES);
      if (stored !== 0) this.#place(old.getUint32(slot), stored);
    }
  }

  /** A slot is a fingerprint and a record's number plus one; zero there says that the slot is free. */
  #place(print: number, stored: number): void {
    let slot = this.#home(print);
    while (this.#stored(slot) !== 0) slot = this.#after(slot);
    this.#slots.setUint32(slot, print);
    this.#slots.setUint32(slot + FIELD_BYTES, stored);
  }

  #home(print: number): number {
    return (print * SLOT_BYTES) % this.sizeBytes;
  }

  #after(slot: number): number {
    return (slot + SLOT_BYTES) % this.sizeBytes;
  }

  #stored(slot: number): number {
    return this.#slots.getUint32(slot + FIELD_BYTES);
  }
}

function fingerprint(unit: Buffer): number {
  const folded = unit.readUInt32LE(0) ^ unit.readUInt32LE(4) ^ unit.readUInt32LE(8) ^ unit.readUInt32LE(12);
  return Math.imul(folded, GOLDEN) >>> 0;
}
