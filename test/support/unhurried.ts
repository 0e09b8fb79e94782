import { connect, type Socket } from 'node:net';

/** A connection that sends and reads only what a test tells it to, as somebody on a bad line or of bad will. */
export class Unhurried {
  static readonly #open = new Set<Socket>();
  readonly #chunks: Buffer[] = [];
  readonly #closed: Promise<unknown>;

  private constructor(private readonly socket: Socket) {
    this.#closed = new Promise(resolve => socket.once('close', resolve)); // events.once would reject where it is reset
    socket.on('error', () => undefined); // that it is cut is what tests look for
    socket.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
  }

  static async to(url: string): Promise<Unhurried> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const line = new Unhurried(socket);
    this.#open.add(socket);
    await Promise.race([new Promise(resolve => socket.once('connect', resolve)), line.#closed]);
    return line;
  }

  static closeAll(): void {
    for (const socket of this.#open) socket.destroy();
    this.#open.clear();
  }

  /** What has come so far, as text. */
  get received(): string {
    return Buffer.concat(this.#chunks).toString('latin1');
  }

  get receivedBytes(): number {
    return this.#chunks.reduce((sum, { length }) => sum + length, 0);
  }

  get isOpen(): boolean {
    return !this.socket.closed;
  }

  send(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** Says that nothing more will be sent, and reads on. */
  sendNoMore(): void {
    this.socket.end();
  }

  /** Breaks the connection, as when a machine is switched off. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  /** Reads nothing any more; the kernel still takes what it has room for. */
  stopReading(): void {
    this.socket.pause();
  }

  readOn(): void {
    this.socket.resume();
  }

  /** Until the other end has closed or cut it. */
  async closed(): Promise<void> {
    this.readOn();
    await this.#closed;
  }

  /** Until the server has said something. */
  async answered(): Promise<string> {
    while (this.#chunks.length === 0 && this.isOpen) await Promise.race([this.#next(), this.#closed]);
    return this.received;
  }

  #next(): Promise<unknown> {
    return new Promise(resolve => this.socket.once('data', resolve));
  }
}
