import { Injectable } from '@nestjs/common';
import { LogHead, type Head } from '../integration/log-head.js';
import { LogKeys } from '../integration/log-keys.js';
import { LogTiles, TileMissing } from '../integration/log-tiles.js';
import { consistencyProof, provesConsistency } from '../tree/proofs.js';
import type { Found } from './found.js';

/** Remembers the head that it has seen last, and holds each later one to it: the log only ever grows. */
@Injectable()
export class CheckHead {
  #last: Head | null = null;

  constructor(
    private readonly head: LogHead,
    private readonly tiles: LogTiles,
    private readonly keys: LogKeys,
  ) {}

  async execute(): Promise<readonly Found[]> {
    const [last, now] = [this.#last, await this.head.find()];
    if (now && (!last || (await this.#continues(last, now)))) {
      this.#last = now;
      return [];
    }
    return last ? [{ kind: 'head-not-continued', eventId: null, leafIndex: last.size }] : [];
  }

  async #continues(last: Head, now: Head): Promise<boolean> {
    if (now.size < last.size || now.origin !== last.origin) return false;
    if (now.checkpoint === last.checkpoint) return true;
    if (!(await this.keys.haveSigned(now.checkpoint))) return false;
    try {
      return provesConsistency(last, now, await consistencyProof(last.size, now.size, this.tiles.read));
    } catch (error) {
      if (error instanceof TileMissing) return false;
      throw error;
    }
  }
}
