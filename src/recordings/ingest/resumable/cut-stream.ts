/** Cuts a stream into pieces of at most `pieceBytes`. What breaks the stream ends it, and is told by {@link broken}. */
export class CutStream {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer | null = null;
  #ended = false;
  #broken: Error | undefined;

  constructor(
    source: AsyncIterable<Buffer>,
    private readonly pieceBytes: number,
  ) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** What broke the stream; undefined while it is whole. */
  get broken(): Error | undefined {
    return this.#broken;
  }

  /** Whether there are bytes left; waits for them. */
  async isMore(): Promise<boolean> {
    while (!this.#rest && !this.#ended) await this.#readOn();
    return this.#rest !== null;
  }

  /** The next piece. Read it to its end before the next one. */
  async *piece(): AsyncGenerator<Buffer> {
    let left = this.pieceBytes;
    while (left > 0 && (await this.isMore())) {
      const bytes = this.#take(left);
      left -= bytes.length;
      yield bytes;
    }
  }

  #take(most: number): Buffer {
    const bytes = this.#rest ?? Buffer.alloc(0);
    this.#rest = bytes.length > most ? bytes.subarray(most) : null;
    return bytes.subarray(0, most);
  }

  async #readOn(): Promise<void> {
    try {
      const next = await this.#source.next();
      if (next.done === true) this.#ended = true;
      else if (next.value.length > 0) this.#rest = next.value;
    } catch (error) {
      this.#ended = true;
      this.#broken = error instanceof Error ? error : new Error('the stream broke', { cause: error });
    }
  }
}
