import { DomainError } from '../../kernel/errors.js';

/**
 * Lets few in at a time and keeps the others waiting in order. Password checks pass here: each takes 19 MiB and a thread
 * that files need too, and a burst of guesses must not run ahead of the count of failures.
 */
export class Turnstile {
  readonly #places: number;
  readonly #longestQueue: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor(options: { places: number; longestQueue: number }) {
    this.#places = options.places;
    this.#longestQueue = options.longestQueue;
  }

  /**
   * Runs `work` when its turn has come.
   * @throws DomainError `sign-in-busy` when too many wait already
   */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#inside < this.#places) {
      this.#inside += 1;
      return;
    }
    if (this.#waiting.length >= this.#longestQueue) {
      throw new DomainError(
        'unavailable',
        'sign-in-busy',
        'Too many people are signing in just now; try again in a moment.',
      );
    }
    await new Promise<void>(resolve => this.#waiting.push(resolve));
  }

  /** The place goes to the next in line, so that nobody slips in between. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#inside -= 1;
  }
}
