import { idBytes } from '../../kernel/ids.js';

const FIRST_LENGTH = 1024;

/**
 * Remembers which ids were seen by the 62 random bits of each, 8 bytes an id, so that millions fit. Two ids that share them
 * would hide one another: among a million ids once in nine million times.
 */
export class SeenIds {
  #prints = new BigUint64Array(FIRST_LENGTH);
  #count = 0;
  #sorted = true;

  add(id: string): void {
    if (this.#count === this.#prints.length) this.#grow();
    this.#prints[this.#count] = printOf(id);
    this.#count += 1;
    this.#sorted = false;
  }

  has(id: string): boolean {
    if (!this.#sorted) this.#sort();
    const wanted = printOf(id);
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const print = this.#prints[middle];
      if (print !== undefined && print < wanted) low = middle + 1;
      else high = middle;
    }
    return low < this.#count && this.#prints[low] === wanted;
  }

  #grow(): void {
    const grown = new BigUint64Array(this.#prints.length * 2);
    grown.set(this.#prints);
    this.#prints = grown;
  }

  #sort(): void {
    this.#prints.subarray(0, this.#count).sort();
    this.#sorted = true;
  }
}

function printOf(id: string): bigint {
  return idBytes(id).readBigUInt64BE(8);
}
