import { ReferenceTree } from '../../tree/testing/reference-tree.js';
import { NoteSigner, signedNote } from '../../../platform/crypto/note-keys.js';
import { leafOf, PLAYBACK } from './playback.js';

export const ORIGIN = 'log.example/one';
const TILE_WIDTH = 256;
const SIGNER = NoteSigner.fromSeed(ORIGIN, Buffer.alloc(32, 1));
/** What the caller trusts. */
export const KEY = SIGNER.verifier.toString();

/** The id of the event at leaf `index`. */
export function eventIdAt(index: number): string {
  return `0199a000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
}

/**
 * A log of the size it is asked for, in memory: sound events, and their tree as RFC 6962 writes it down. It shares no
 * code with the verifier, and of the writer's only what signs.
 */
export class SmallLog {
  readonly leaves: readonly Buffer[];
  readonly #tree: ReferenceTree;

  constructor(readonly size: number) {
    this.leaves = Array.from({ length: size }, (_, index) => leafOf({ ...PLAYBACK, id: eventIdAt(index) }));
    this.#tree = new ReferenceTree(this.leaves);
  }

  /** Of the first `size` leaves. */
  root(size = this.size): Buffer {
    return this.#tree.root(0, size);
  }

  leafHash(index: number): Buffer {
    return this.#tree.leaf(index);
  }

  /** The note of the checkpoint that the log had at `size`. */
  checkpoint(size = this.size): string {
    return this.signed({ size, root: this.root(size) });
  }

  signed({ size, root, origin = ORIGIN }: { size: number; root: Buffer; origin?: string }): string {
    return signedNote(`${origin}\n${size}\n${root.toString('base64')}\n`, [SIGNER]);
  }

  /** The hashes of a tile of the whole log, as far as they go. */
  tile(level: number, index: number): Buffer[] {
    const below = TILE_WIDTH ** level;
    const first = index * TILE_WIDTH;
    const last = Math.min(first + TILE_WIDTH, Math.floor(this.size / below));
    return Array.from({ length: last - first }, (_, place) =>
      this.#tree.root((first + place) * below, (first + place + 1) * below),
    );
  }
}
