import type { Waveform } from '../waveform.js';
import type { FromThread, ToThread } from './drawing-messages.js';

/** Bytes go to the thread in pieces of at least this, but for the last. */
const PIECE_BYTES = 64 * 1024;
/** Pieces that may wait for the thread; then the file waits. */
const MOST_WAITING = 16;

export type Tell = (message: ToThread) => void;

/** A waveform that is being made in a thread. None of its promises rejects: without a waveform a recording is taken all the same. */
export class Drawing {
  #pieces: Buffer[] = [];
  #pieceBytes = 0;
  #waiting = 0;
  #goOn: (() => void) | undefined;
  #isOver = false;
  #asked = false;
  readonly #over = Promise.withResolvers<Waveform | null>();

  constructor(
    private readonly number: number,
    private readonly tell: Tell,
  ) {}

  /** Whether something is asked of the thread that it has not answered. */
  get isWaiting(): boolean {
    return !this.#isOver && (this.#waiting > 0 || this.#asked);
  }

  /** Resolves when more may be given. The bytes are copied. */
  async take(bytes: Buffer): Promise<void> {
    if (this.#isOver) return;
    this.#pieces.push(bytes);
    this.#pieceBytes += bytes.length;
    if (this.#pieceBytes >= PIECE_BYTES) this.#send();
    if (this.#waiting >= MOST_WAITING) await new Promise<void>(resolve => (this.#goOn = resolve));
  }

  /** Null where it could not be made. */
  finish(channels: number): Promise<Waveform | null> {
    if (!this.#isOver) {
      this.#send();
      this.#ask({ drawing: this.number, kind: 'finish', channels });
    }
    return this.#over.promise;
  }

  /** Nobody wants it any more. */
  drop(): void {
    if (!this.#isOver && !this.#asked) this.#ask({ drawing: this.number, kind: 'drop' });
  }

  hear(answer: FromThread): void {
    if (answer.kind === 'over') this.end(answer.waveform);
    else {
      this.#waiting -= 1;
      this.#letGoOn();
    }
  }

  end(waveform: Waveform | null): void {
    this.#isOver = true;
    this.#pieces = [];
    this.#over.resolve(waveform);
    this.#letGoOn();
  }

  #send(): void {
    if (this.#pieceBytes === 0) return;
    const bytes = new Uint8Array(this.#pieceBytes);
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.#pieceBytes = 0;
    this.#waiting += 1;
    this.tell({ drawing: this.number, kind: 'bytes', bytes });
  }

  #ask(message: ToThread): void {
    this.#asked = true;
    this.tell(message);
  }

  #letGoOn(): void {
    this.#goOn?.();
    this.#goOn = undefined;
  }
}
