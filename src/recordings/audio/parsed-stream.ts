import { ByteQueue } from './byte-queue.js';

/** What a parser waits for: exactly so many bytes; some of at most so many; or a look at them. At the end of the file, what is left. */
interface Wish {
  readonly kind: 'exactly' | 'some' | 'peek';
  readonly bytes: number;
}

/** Reads a file in the order of its bytes, as if all were there; ends, at the latest, when nothing is left. */
export type Parser<T> = Generator<Wish, T, Buffer>;

/** The next `bytes` bytes; fewer at the end of the file. */
export function* exactly(bytes: number): Parser<Buffer> {
  return yield { kind: 'exactly', bytes };
}

/** Between one and `bytes` bytes, as they come; none at the end of the file. */
export function* some(bytes: number): Parser<Buffer> {
  return yield { kind: 'some', bytes };
}

/** The next `bytes` bytes, which are read again after; fewer at the end of the file. */
export function* peek(bytes: number): Parser<Buffer> {
  return yield { kind: 'peek', bytes };
}

/** Passes over `bytes` bytes; gives how many there were. */
export function* skip(bytes: number): Parser<number> {
  let left = bytes;
  while (left > 0) {
    const passed = yield* some(left);
    if (passed.length === 0) break;
    left -= passed.length;
  }
  return bytes - left;
}

/** Runs a parser over bytes that come in pieces of any size; holds no more than it wishes for at once, and the piece that came. */
export class ParsedStream<T> {
  readonly #waiting = new ByteQueue();
  #state: IteratorResult<Wish, T>;

  constructor(private readonly parser: Parser<T>) {
    this.#state = parser.next();
  }

  /** Throws what the parser throws. */
  take(bytes: Buffer): void {
    this.#waiting.add(bytes);
    this.#run(false);
  }

  /** What the parser found, when every byte was given. Throws what it throws. */
  finish(): T {
    this.#run(true);
    if (this.#state.done === true) return this.#state.value;
    throw new TypeError('A parser must end with its file.');
  }

  #run(ended: boolean): void {
    while (this.#state.done !== true) {
      const { kind, bytes } = this.#state.value;
      const needed = kind === 'some' ? Math.min(bytes, 1) : bytes;
      if (this.#waiting.length < needed && !ended) return;
      const given = kind === 'peek' ? this.#waiting.peek(bytes) : this.#waiting.take(bytes);
      this.#state = this.parser.next(given);
    }
  }
}
