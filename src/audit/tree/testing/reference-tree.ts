import { createHash } from 'node:crypto';

/**
 * RFC 6962 §2.1 written down as it stands there, slow and recursive, sharing nothing with the code under test: the
 * Merkle tree hash, the audit path and the consistency proof over any prefix of `entries`.
 */
export class ReferenceTree {
  readonly #known = new Map<string, Buffer>();

  constructor(private readonly entries: readonly Uint8Array[]) {}

  /** MTH(D[start:end]); of the whole tree without arguments. */
  root(start = 0, end = this.entries.length): Buffer {
    const name = `${start}:${end}`;
    const hash = this.#known.get(name) ?? this.#hash(start, end);
    this.#known.set(name, hash);
    return hash;
  }

  /** MTH({d(index)}). */
  leaf(index: number): Buffer {
    return this.root(index, index + 1);
  }

  /** PATH(index, D[start:end]) of RFC 6962 §2.1.1. */
  path(index: number, start = 0, end = this.entries.length): Buffer[] {
    if (end - start === 1) return [];
    const middle = start + split(end - start);
    return index < middle
      ? [...this.path(index, start, middle), this.root(middle, end)]
      : [...this.path(index, middle, end), this.root(start, middle)];
  }

  /** On which side of leaf `index` the hashes of its path stand, from the sibling up: `L` or `R` for each. */
  sides(index: number, start = 0, end = this.entries.length): string {
    if (end - start === 1) return '';
    const middle = start + split(end - start);
    return index < middle ? `${this.sides(index, start, middle)}R` : `${this.sides(index, middle, end)}L`;
  }

  /** PROOF(earlier, D[0:size]) of RFC 6962 §2.1.2; empty for an empty earlier tree, as RFC 9162 has it. */
  proof(earlier: number, size: number): Buffer[] {
    return earlier === 0 || earlier === size ? [] : this.#subproof(earlier, 0, size, true);
  }

  #subproof(earlier: number, start: number, end: number, whole: boolean): Buffer[] {
    if (earlier === end - start) return whole ? [] : [this.root(start, end)];
    const left = split(end - start);
    return earlier <= left
      ? [...this.#subproof(earlier, start, start + left, whole), this.root(start + left, end)]
      : [...this.#subproof(earlier - left, start + left, end, false), this.root(start, start + left)];
  }

  #hash(start: number, end: number): Buffer {
    const sha256 = createHash('sha256');
    if (start === end) return sha256.digest();
    const entry = this.entries[start];
    if (end - start === 1 && entry) return sha256.update(Buffer.of(0)).update(entry).digest();
    const middle = start + split(end - start);
    return sha256.update(Buffer.of(1)).update(this.root(start, middle)).update(this.root(middle, end)).digest();
  }
}

/** The largest power of two that is smaller than `size`. */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
