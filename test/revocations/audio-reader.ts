import { once } from 'node:events';
import { get, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { connectionName } from './socket-table.js';

/** How a listener takes what is sent: as it comes, again and again; a little at a time; or not any more. */
export const PACES = ['fast', 'slow', 'stalled'] as const;
export type Pace = (typeof PACES)[number];

const SLOW_BYTES = 64 * 1024;
const SLOW_EVERY_MS = 25;

/** Listens to a playback over connections of its own and counts what arrives. */
export class AudioReader {
  #received = 0;
  /** Of the connections before the one that is open now. */
  #arrivedBefore = 0;
  #answer: IncomingMessage | null = null;
  #socket: Socket | null = null;
  #over: Promise<void> = Promise.resolve();
  #hasEndedWhole = false;
  /** Everything of the answer before has been taken, and the next connection is not made yet. */
  #betweenAnswers = false;
  #stopped = false;

  private constructor(
    readonly pace: Pace,
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Asks for the whole and has received its first bytes. */
  static async open(pace: Pace, url: string, token: string): Promise<AudioReader> {
    const reader = new AudioReader(pace, url, token);
    const answer = await reader.#ask();
    if (answer.statusCode !== 200) throw new Error(`a playback answered ${answer.statusCode ?? 0}`);
    reader.#over = reader.#read(answer);
    return reader;
  }

  /** Bytes that arrived on all connections so far, heads of answers included. */
  get arrivedBytes(): number {
    return this.#arrivedBefore + this.#onThisConnection;
  }

  /**
   * Bytes that have arrived or are on their way, where the server has handed over `handed` on the open connection. Null where that is closed
   * already, and its answer is still being taken.
   */
  arrivingBytes(handed: number | undefined): number | null {
    if (this.#betweenAnswers) return this.arrivedBytes;
    return handed === undefined ? null : this.#arrivedBefore + handed;
  }

  /** The connection that is open now, as the tables of the kernel name it; the ports alone may belong to others as well. */
  get connection(): string {
    return connectionName(this.#socket?.remotePort ?? 0, this.#socket?.localPort ?? 0);
  }

  /** Whether a slow or stalled listener got everything: then nothing was stopped. */
  get gotWhole(): boolean {
    return this.#hasEndedWhole && this.pace !== 'fast';
  }

  /** The fast one: when it was refused, or broken off. */
  get over(): Promise<void> {
    return this.#over;
  }

  /** Takes what is still there, as fast as it goes, to the end. */
  async takeTheRest(): Promise<void> {
    this.#stopped = true;
    await this.#over;
  }

  close(): void {
    this.#stopped = true;
    this.#answer?.destroy();
  }

  get #onThisConnection(): number {
    return this.#socket?.bytesRead ?? 0;
  }

  async #ask(): Promise<IncomingMessage> {
    const headers = { authorization: `Bearer ${this.token}` };
    const request = get(this.url, { headers, agent: false });
    await this.#connected(request);
    const [answer] = (await once(request, 'response')) as [IncomingMessage]; // the event's only argument
    request.on('error', () => undefined); // that it breaks off is what is looked for
    answer.on('error', () => undefined);
    this.#answer = answer;
    return answer;
  }

  /** From the first moment on: the server may be far ahead of the answer's coming to our notice. */
  async #connected(request: ClientRequest): Promise<void> {
    const [socket] = (await once(request, 'socket')) as [Socket]; // the event's only argument
    if (socket.connecting) await once(socket, 'connect');
    this.#arrivedBefore = this.arrivedBytes;
    this.#socket = socket;
    this.#betweenAnswers = false;
  }

  /** The fast one begins again when it has everything, until it is refused. */
  async #read(first: IncomingMessage): Promise<void> {
    await this.#readOne(first);
    while (this.pace === 'fast' && this.#hasEndedWhole && !this.#stopped) {
      this.#hasEndedWhole = false;
      this.#betweenAnswers = true;
      const next = await this.#ask().catch(() => null);
      if (next?.statusCode !== 200) {
        next?.resume();
        return;
      }
      await this.#readOne(next);
    }
  }

  async #readOne(answer: IncomingMessage): Promise<void> {
    while (!answer.readableEnded && !answer.closed) {
      const bytes = this.#mayTake() ? (answer.read(this.#portion(answer)) as Buffer | null) : null;
      if (bytes) this.#note(bytes);
      await this.#pause(answer, bytes !== null);
    }
    this.#hasEndedWhole = answer.complete;
  }

  #note(bytes: Buffer): void {
    this.#received += bytes.length;
  }

  #mayTake(): boolean {
    return this.pace !== 'stalled' || this.#received === 0 || this.#stopped;
  }

  #portion(answer: IncomingMessage): number | undefined {
    if (this.pace !== 'slow' || this.#stopped) return undefined;
    return Math.min(SLOW_BYTES, answer.readableLength) || undefined;
  }

  async #pause(answer: IncomingMessage, hasRead: boolean): Promise<void> {
    if (this.pace !== 'fast' && !this.#stopped) await wait(SLOW_EVERY_MS);
    else if (!hasRead) await nextOf(answer);
  }
}

/** Waits until there is more to read, or nothing ever will be. */
async function nextOf(answer: IncomingMessage): Promise<void> {
  const seen = new AbortController();
  const { signal } = seen;
  await Promise.race([
    ...['readable', 'end', 'close'].map(event => once(answer, event, { signal }).catch(() => undefined)),
    wait(50),
  ]);
  seen.abort();
}
