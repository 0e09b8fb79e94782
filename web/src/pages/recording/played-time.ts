/** Largest step between two reports of a position that counts as playing: browsers report at least every 250 ms. */
const LARGEST_STEP_MS = 2_000;

/** How much of a recording was played, in milliseconds of the recording; jumps do not count, repeats do. */
export class PlayedTime {
  #atMs = 0;
  #totalMs = 0;

  get totalMs(): number {
    return Math.round(this.#totalMs);
  }

  /** The player has come to `ms` by playing. */
  reach(ms: number): void {
    const step = ms - this.#atMs;
    if (step > 0 && step <= LARGEST_STEP_MS) this.#totalMs += step;
    this.#atMs = ms;
  }

  /** The listener has moved to `ms`. */
  jump(ms: number): void {
    this.#atMs = ms;
  }
}
