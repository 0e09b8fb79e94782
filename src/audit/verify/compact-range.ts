import { EMPTY_TREE, hashOfNode, type Hash } from './sha256.js';

/** Levels of the tree in one tile (c2sp.org/tlog-tiles). */
const TILE_HEIGHT = 8;

/** Is told of each perfect subtree whose height is that of a tile or of several: `level` 0 is the leaves. */
export type OnNode = (level: number, index: number, hash: Hash) => void;

/**
 * A tree of which only the perfect subtrees at its right edge are remembered, as the digits of its size in base two: a
 * leaf is added like one to a number, and each carry is a hash.
 */
export class CompactRange {
  #size = 0;
  /** By height. Where the size has no such digit, what lies there is over. */
  readonly #subtrees: Hash[] = [];
  readonly #onNode: OnNode;

  constructor(onNode: OnNode) {
    this.#onNode = onNode;
  }

  /** Leaves so far. */
  get size(): number {
    return this.#size;
  }

  append(leaf: Hash): void {
    let hash = leaf;
    let height = 0;
    let index = this.#size;
    this.#onNode(0, index, leaf);
    for (; index % 2 === 1; index = (index - 1) / 2) {
      hash = hashOfNode(this.#at(height), hash);
      height += 1;
      if (height % TILE_HEIGHT === 0) this.#onNode(height / TILE_HEIGHT, (index - 1) / 2, hash);
    }
    this.#subtrees[height] = hash;
    this.#size += 1;
  }

  /** The root of the tree as it is now (RFC 6962 §2.1): the subtrees joined from the smallest up. */
  root(): Hash {
    let root: Hash | null = null;
    for (let rest = this.#size, height = 0; rest > 0; rest = Math.floor(rest / 2), height += 1) {
      if (rest % 2 === 1) root = root === null ? this.#at(height) : hashOfNode(this.#at(height), root);
    }
    return root ?? EMPTY_TREE;
  }

  #at(height: number): Hash {
    const subtree = this.#subtrees[height];
    if (subtree === undefined) throw new RangeError('The compact range has no subtree of that height.');
    return subtree;
  }
}
