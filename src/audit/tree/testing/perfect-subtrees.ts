import { createHash, hash } from 'node:crypto';

const HASH_BYTES = 32;

/**
 * Every perfect subtree of a large tree, level by level: roots of all its sizes in a few hashes, without tiles and
 * without the code under test.
 */
export class PerfectSubtrees {
  readonly #levels: Buffer[] = [];

  /** @param leaves hashes of the leaves */
  constructor(leaves: readonly Buffer[]) {
    this.#levels.push(Buffer.concat(leaves));
    for (let row = this.#levels[0]; row && row.length >= 2 * HASH_BYTES; row = this.#levels.at(-1)) {
      this.#levels.push(above(row));
    }
  }

  leaf(index: number): Buffer {
    return this.#hash(0, index);
  }

  /** The root of the tree of the first `size` leaves (RFC 6962 §2.1). */
  root(size: number): Buffer {
    let root: Buffer | null = null;
    for (let level = 0, rest = size; rest > 0; level += 1, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 0) continue;
      const left = this.#hash(level, rest - 1);
      root = root ? parent(left, root) : left;
    }
    return root ?? createHash('sha256').digest();
  }

  #hash(level: number, index: number): Buffer {
    const hashes = this.#levels[level] ?? Buffer.alloc(0);
    return hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}

function above(row: Buffer): Buffer {
  const pairs = Math.floor(row.length / (2 * HASH_BYTES));
  const hashes = Buffer.alloc(pairs * HASH_BYTES);
  const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);
  for (let pair = 0; pair < pairs; pair += 1) {
    row.copy(node, 1, pair * 2 * HASH_BYTES, (pair + 1) * 2 * HASH_BYTES);
    hash('sha256', node, 'buffer').copy(hashes, pair * HASH_BYTES);
  }
  return hashes;
}

function parent(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}
