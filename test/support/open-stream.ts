import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from './client.js';

/** An answer that is read as slowly as the test wants, over a connection of its own. */
export class OpenStream {
  static readonly #open = new Set<IncomingMessage>();
  #receivedBytes = 0;
  #text = '';

  private constructor(private readonly answer: IncomingMessage) {}

  /** Asks for `path` and reads the first bytes of the answer. */
  static async open(client: Client, path: string): Promise<OpenStream> {
    const request = get(`${client.url}${path}`, { headers: { authorization: `Bearer ${client.token}` }, agent: false });
    request.on('error', () => undefined); // the connection may be reset in the middle of the answer
    const [answer] = (await once(request, 'response')) as [IncomingMessage]; // the event's only argument
    const stream = new OpenStream(answer);
    this.#open.add(answer);
    answer.on('error', () => undefined); // that it breaks off is what tests look for
    await stream.#next();
    return stream;
  }

  /** Hangs up whatever a test has left open: a server does not stop under a listener who waits. */
  static closeAll(): void {
    for (const answer of this.#open) answer.destroy();
    this.#open.clear();
  }

  get status(): number {
    return this.answer.statusCode ?? 0;
  }

  get isOpen(): boolean {
    return !this.answer.closed;
  }

  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Reads on, calling `onBytes` for each piece, to the end or to where it breaks off. */
  async readToEnd(
    onBytes: (receivedBytes: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<{ whole: boolean }> {
    while (await this.#next()) await onBytes(this.#receivedBytes);
    return { whole: this.answer.complete };
  }

  /** Reads on until the text of it has `pattern`; false where it ends before. */
  async readUntil(pattern: RegExp): Promise<boolean> {
    while (!pattern.test(this.#text)) if (!(await this.#next())) return false;
    return true;
  }

  async #next(): Promise<boolean> {
    for (;;) {
      const bytes = this.answer.read() as Buffer | null; // the stream has no encoding
      if (bytes) {
        if (this.answer.headers['content-type']?.startsWith('text/') === true) this.#text += bytes.toString('utf8');
        this.#receivedBytes += bytes.length;
        return true;
      }
      if (this.answer.readableEnded || this.answer.closed) return false;
      await this.#moved();
    }
  }

  /** Until there is more of it, or no more. */
  async #moved(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const onMove = () => {
      resolve(undefined);
    };
    for (const event of MOVES) this.answer.once(event, onMove);
    await promise;
    for (const event of MOVES) this.answer.off(event, onMove);
  }
}

const MOVES = ['readable', 'end', 'close'] as const;

/** Waits until `measure` gives the same twice, a while apart: the sender has filled what lies between. */
export async function settled(measure: () => Promise<number>): Promise<number> {
  let last = await measure();
  for (;;) {
    await wait(150);
    const now = await measure();
    if (now === last) return now;
    last = now;
  }
}
