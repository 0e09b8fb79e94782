import { Injectable } from '@nestjs/common';
import { leafHash } from '../tree/hashes.js';

/** An event that this instance has committed and has not seen in the tree yet. */
export interface OwnEvent {
  readonly id: string;
  /** RFC 6962 hash of the leaf as this instance wrote it. */
  readonly hash: Buffer;
  /** Monotonic milliseconds (`performance.now()`), moved on when the process or its watch stood still. */
  since: number;
}

/** What this instance has committed, until the tree holds it: the memory of the self-audit. */
@Injectable()
export class OwnEvents {
  readonly #events = new Map<string, OwnEvent>();

  committed({ id, leaf }: { readonly id: string; readonly leaf: Buffer }): void {
    this.#events.set(id, { id, hash: leafHash(leaf), since: performance.now() });
  }

  /** In the order of their commits. */
  waiting(): OwnEvent[] {
    return [...this.#events.values()];
  }

  seen(id: string): void {
    this.#events.delete(id);
  }
}
