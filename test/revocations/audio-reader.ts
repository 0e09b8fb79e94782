import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** How a listener takes what is sent: as it comes, again and again; a little at a time; or not any more. */
export const PACES = ['fast', 'slow', 'stalled'] as const;
export type Pace = (typeof PACES)[number];

const SLOW_BYTES = 64 * 1024;
const SLOW_EVERY_MS = 25;

/** Listens to a playback over connections of its own and counts what arrives. */
export class AudioReader {
  #received = 0;
  #lastByteAt = 0;
  #answer: IncomingMessage | null = null;
  #over: Promise<void> = Promise.resolve();
  #hasEndedWhole = false;
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

  get receivedBytes(): number {
    return this.#received;
  }

  /** When the last byte arrived, as `performance.now()` tells it. */
  get lastByteAt(): number {
    return this.#lastByteAt;
  }

  /** Our end of the connection that is open now; 0 where none is. */
  get port(): number {
    return this.#answer?.socket.localPort ?? 0;
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

  async #ask(): Promise<IncomingMessage> {
    const headers = { authorization: `Bearer ${this.token}` };
    const request = get(this.url, { headers, agent: false });
    const [answer] = (await once(request, 'response')) as [IncomingMessage]; // the event's only argument
    request.on('error', () => undefined); // that it breaks off is what is looked for
    answer.on('error', () => undefined);
    this.#answer = answer;
    return answer;
  }

  /** The fast one begins again when it has everything, until it is refused. */
  async #read(first: IncomingMessage): Promise<void> {
    await this.#readOne(first);
    while (this.pace === 'fast' && this.#hasEndedWhole && !this.#stopped) {
      this.#hasEndedWhole = false;
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
    this.#lastByteAt = performance.now();
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
