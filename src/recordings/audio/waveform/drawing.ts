import type { Waveform } from '../waveform.js';
import type { FromThread, ToThread } from './drawing-messages.js';

/** What goes to the thread at once, where there is so much: it answers each piece, and may not be silent for long. */
const PIECE_BYTES = 64 * 1024;
/** Bytes that may wait for the thread; then the file waits. */
const MOST_WAITING_BYTES = 1024 * 1024;

export type Tell = (message: ToThread) => void;

/** A waveform that is being made in a thread. None of its promises rejects: without a waveform a recording is taken all the same. */
export class Drawing {
  #piece = Buffer.alloc(0);
  #pieceBytes = 0;
  #waitingBytes = 0;
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
    return !this.#isOver && (this.#waitingBytes > 0 || this.#asked);
  }

  /** Resolves when more may be given. The bytes are copied. */
  async take(bytes: Buffer): Promise<void> {
    if (this.#isOver) return;
    for (let at = 0; at < bytes.length;) {
      if (this.#pieceBytes === 0) this.#piece = Buffer.from(new ArrayBuffer(PIECE_BYTES)); // it goes to the thread as it is
      const copied = bytes.copy(this.#piece, this.#pieceBytes, at);
      at += copied;
      this.#pieceBytes += copied;
      if (this.#pieceBytes === PIECE_BYTES) this.#send();
    }
    if (this.#waitingBytes >= MOST_WAITING_BYTES) await new Promise<void>(resolve => (this.#goOn = resolve));
  }

  /** Null where it could not be made. */
  finish(channels: number): Promise<Waveform | null> {
    if (!this.#isOver) {
      if (this.#pieceBytes > 0) this.#send();
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
      this.#waitingBytes -= answer.bytes;
      if (this.#waitingBytes < MOST_WAITING_BYTES) this.#letGoOn();
    }
  }

  end(waveform: Waveform | null): void {
    this.#isOver = true;
    this.#piece = Buffer.alloc(0);
    this.#over.resolve(waveform);
    this.#letGoOn();
  }

  #send(): void {
    const bytes = this.#piece.subarray(0, this.#pieceBytes);
    this.#pieceBytes = 0;
    this.#waitingBytes += bytes.length;
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
