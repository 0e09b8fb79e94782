import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { Metadata } from '../support/client.js';

const TIMEOUT_MS = 120_000;
const BOUNDARY = 'tallenne-soak';

/** What to ask. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From `/api/v1` on. */
  readonly path: string;
  readonly token: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Buffer;
}

/** An answer other than the expected one. */
export class WrongAnswer extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** After how many seconds to ask again, where the server says so. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`${status} ${code}`);
  }

  /** Whether it is back-pressure: the server can do it, and says when. */
  get isRefusal(): boolean {
    return (this.status === 503 || this.status === 429) && this.retryAfterSeconds !== null;
  }
}

/** Connections to one server that are kept; as many as are needed at once, so that nothing waits on this side. */
export class Connections {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 64 });
  /** How often a kept connection was closed by the server just as it was used again. */
  again = 0;

  constructor(private readonly url: string) {}

  /** The answer once its head is there. @throws WrongAnswer where its status is another than `expected` */
  async open(asked: Asked, expected: number): Promise<IncomingMessage> {
    const answer = await this.#send(asked);
    if (answer.statusCode === expected) return answer;
    const text = (await whole(answer)).toString('utf8');
    throw new WrongAnswer(answer.statusCode ?? 0, codeIn(text), secondsIn(answer.headers['retry-after']));
  }

  /** The JSON of an answer; empty where it has none. */
  async ask(asked: Asked, expected: number): Promise<Readonly<Record<string, unknown>>> {
    const bytes = await whole(await this.open(asked, expected));
    return bytes.length === 0 ? {} : (JSON.parse(bytes.toString('utf8')) as Record<string, unknown>); // api.md: objects
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(asked: Asked): Promise<IncomingMessage> {
    const { method, path, token, headers, body } = asked;
    const length = body ? { 'content-length': body.length } : {};
    const options = { agent: this.#agent, method, timeout: TIMEOUT_MS };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.url}${path}`,
        { ...options, headers: { authorization: `Bearer ${token}`, ...length, ...headers } },
        resolve,
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        if (!outgoing.reusedSocket || error.code !== 'ECONNRESET') {
          reject(error);
          return;
        }
        this.again += 1;
        this.#send(asked).then(resolve, reject);
      });
      outgoing.end(body);
    });
  }
}

async function whole(answer: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of answer as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Of `Retry-After`, where it is a number of seconds (RFC 9110, 10.2.3). */
function secondsIn(header: string | undefined): number | null {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : null;
}

function codeIn(text: string): string {
  try {
    return String((JSON.parse(text) as { code?: unknown }).code); // RFC 9457
  } catch {
    return 'without a code';
  }
}

/** `value` as the JSON body of a request, with its headers. */
export function json(value: unknown): { readonly headers: OutgoingHttpHeaders; readonly body: Buffer } {
  return { headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) };
}

/** A delivery as a form with two parts, with its headers. */
export function delivery(
  metadata: Metadata,
  audio: Buffer,
): { readonly headers: OutgoingHttpHeaders; readonly body: Buffer } {
  const head = [
    ...part('form-data; name="metadata"'),
    JSON.stringify(metadata),
    ...part('form-data; name="audio"; filename="call.wav"', 'content-type: audio/wav'),
    '',
  ].join('\r\n');
  const tail = `\r\n--${BOUNDARY}--\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.concat([Buffer.from(head), audio, Buffer.from(tail)]),
  };
}

function part(disposition: string, ...more: string[]): string[] {
  return [`--${BOUNDARY}`, `content-disposition: ${disposition}`, ...more, ''];
}
