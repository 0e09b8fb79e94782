import { hash } from 'node:crypto';

/** A repeatable source of chance: the same seed, the same numbers. */
export class SeededRandom {
  #drawn = 0;

  constructor(private readonly seed: number) {}

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    this.#drawn += 1;
    const chance = hash('sha256', `${this.seed}/${this.#drawn}`, 'buffer').readUInt32BE() / 2 ** 32;
    return low + Math.floor(chance * (high - low + 1));
  }
}
