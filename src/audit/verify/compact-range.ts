import { EMPTY_TREE, hashOfNode, type Hash } from './sha256.js';

/** Levels of the tree in one tile (c2sp.org/tlog-tiles). */
const TILE_HEIGHT = 8;

/** Is told of each perfect subtree whose height is that of a tile or of several: `level` 0 is the leaves. */
export type OnNode = (level: number, index: number, hash: Hash) => void;

/** A perfect subtree, with the larger one to the left of it; null where it is the first. */
interface Subtree {
  readonly hash: Hash;
  readonly height: number;
  readonly left: Subtree | null;
}

/**
 * A tree of which only the perfect subtrees at its right edge are remembered, which are the digits of its size in base two:
 * a leaf is added like one to a number, and each carry is a hash.
 */
export class CompactRange {
  #size = 0;
  /** The smallest. */
  #last: Subtree | null = null;
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
    let left = this.#last;
    this.#onNode(0, this.#size, leaf);
    for (; left?.height === height; left = left.left) {
      hash = hashOfNode(left.hash, hash);
      height += 1;
      if (height % TILE_HEIGHT === 0) this.#onNode(height / TILE_HEIGHT, Math.floor(this.#size / 2 ** height), hash);
    }
    this.#last = { hash, height, left };
    this.#size += 1;
  }

  /** The root of the tree as it is now (RFC 6962 §2.1): the subtrees joined from the smallest up. */
  root(): Hash {
    if (this.#last === null) return EMPTY_TREE;
    let { hash: root, left } = this.#last;
    for (; left !== null; left = left.left) root = hashOfNode(left.hash, root);
    return root;
  }
}
