/** Where so many fail one after the other it is not for the rows: the disk is full, or something is away. */
const MOST_IN_A_ROW = 20;

/**
 * The rows of a document that could not be taken yet, and are tried again. They hold up nothing behind them; the place up to which the
 * document was read stays before them.
 */
export class RowsLeft {
  #first: { readonly failure: unknown } | null = null;
  #inARow = 0;

  get areNone(): boolean {
    return this.#first === null;
  }

  /**
   * What `take` comes to; `left` where it failed.
   * @throws the first failure where many have failed and nothing was taken between them: the rest is left as it is
   */
  async try<Result>(take: () => Promise<Result>, left: Result): Promise<Result> {
    if (this.#inARow >= MOST_IN_A_ROW) this.assertNone();
    try {
      const taken = await take();
      this.#inARow = 0;
      return taken;
    } catch (failure) {
      this.#first ??= { failure };
      this.#inARow += 1;
      return left;
    }
  }

  /** @throws the first failure, where there was one */
  assertNone(): void {
    if (this.#first) throw this.#first.failure;
  }
}
