/** One that could not be done stops no other; it is told at the end. */
export class OneByOne {
  readonly #failures: unknown[] = [];

  /** What `work` comes to; null where it failed. */
  async try<Result>(work: () => Promise<Result>): Promise<Result | null> {
    try {
      return await work();
    } catch (error) {
      this.#failures.push(error);
      return null;
    }
  }

  /** @throws Error with the first failure as its cause, where there was one */
  assertAllDone(): void {
    if (this.#failures.length > 0) throw new Error('not everything could be done', { cause: this.#failures[0] });
  }
}
