/** One that could not be done stops no other; it is told at the end. */
export class OneByOne {
  readonly #failures: unknown[] = [];

  /** What `work` comes to; null where it failed. */
  async try<Result>(work: () => Promise<Result>): Promise<Result | null> {
    try {
      return await work();
    } catch (error) {
      this.#failures.push(...(error instanceof AggregateError ? (error.errors as unknown[]) : [error]));
      return null;
    }
  }

  /** @throws AggregateError of all that failed, with the first as its cause, where there was one */
  assertAllDone(): void {
    const [cause] = this.#failures;
    if (this.#failures.length > 0) throw new AggregateError(this.#failures, 'not everything could be done', { cause });
  }
}
