import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';

/** What to send. */
export interface Sent {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: readonly (Buffer | string)[];
}

/** An answer, whole. The times begin when the request is made. */
export interface Received {
  readonly status: number;
  readonly bytes: readonly Buffer[];
  readonly sizeBytes: number;
  readonly firstByteMs: number;
  readonly wholeMs: number;
}

/** Speaks to one server over connections that are kept. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });
  readonly #host: string;
  readonly #port: string;

  constructor(
    readonly url: string,
    readonly headers: OutgoingHttpHeaders = {},
  ) {
    const { hostname, port } = new URL(url);
    this.#host = hostname === 'localhost' ? '127.0.0.1' : hostname;
    this.#port = port;
  }

  /** Sends and reads the whole answer. Throws for another status than `expected`: what is measured must be the work itself. */
  async send(sent: Sent, expected: number): Promise<Received> {
    const startedAtMs = performance.now();
    const received = await whole(await this.#answerTo(sent), startedAtMs);
    if (received.status !== expected) throw new Error(`${sent.method} ${sent.path} answered ${received.status}`);
    return received;
  }

  close(): void {
    this.#agent.destroy();
  }

  #answerTo({ method, path, headers, body = [] }: Sent): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const all = { ...this.headers, ...headers };
      const outgoing = request(
        { agent: this.#agent, host: this.#host, port: this.#port, method, path, headers: all },
        resolve,
      );
      outgoing.on('error', reject);
      for (const piece of body) outgoing.write(piece);
      outgoing.end();
    });
  }
}

function whole(answer: IncomingMessage, startedAtMs: number): Promise<Received> {
  return new Promise((resolve, reject) => {
    const bytes: Buffer[] = [];
    let firstByteMs = 0;
    let sizeBytes = 0;
    answer.on('data', (piece: Buffer) => {
      if (bytes.length === 0) firstByteMs = performance.now() - startedAtMs;
      sizeBytes += piece.length;
      bytes.push(piece);
    });
    answer.on('end', () => {
      const wholeMs = performance.now() - startedAtMs;
      resolve({ status: answer.statusCode ?? 0, bytes, sizeBytes, firstByteMs, wholeMs });
    });
    answer.on('error', reject);
  });
}

/** The JSON of an answer. */
export function jsonOf({ bytes }: Received): Record<string, unknown> {
  return JSON.parse(Buffer.concat(bytes).toString('utf8')) as Record<string, unknown>; // the routes measured answer with objects
}

/** `body` as the JSON body of a request, with its headers. */
export function json(body: object): { headers: OutgoingHttpHeaders; body: string[] } {
  const text = JSON.stringify(body);
  return { headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }, body: [text] };
}
