import { Agent, request } from 'node:http';
import type { Sent } from './draft.js';

/** An answer with its body; of one without an end, the beginning. */
export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** A machine with no time may be slow; what hangs comes never. */
const LONGEST_MS = 300_000;
const ENDLESS = 'text/event-stream';

/** Sends requests over a few connections that stay open. */
export class Exchanges {
  readonly #agent: Agent;

  constructor(
    private readonly url: string,
    width: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: width });
  }

  end(): void {
    this.#agent.destroy();
  }

  /** @throws Error where there is no answer within five minutes, or the connection breaks before it is whole */
  async send(sent: Sent): Promise<Answered> {
    try {
      return await this.#once(sent);
    } catch (error) {
      // A connection that the server closes just when it is taken again says nothing of the request.
      if ((error as { code?: unknown }).code !== 'ECONNRESET') throw error;
      return this.#once(sent, false); // over one of its own: after a pause the others are no fresher
    }
  }

  #once({ method, target, headers, body }: Sent, agent: Agent | false = this.#agent): Promise<Answered> {
    const { hostname, port } = new URL(this.url);
    const length = body ? { 'content-length': String(body.length) } : {};
    return new Promise((resolve, reject) => {
      const asked = request({
        hostname,
        port,
        method,
        path: target,
        headers: { ...headers, ...length },
        agent,
        timeout: LONGEST_MS,
      });
      asked.on('error', reject);
      asked.on('timeout', () => asked.destroy(new Error(`no answer within ${LONGEST_MS} ms`)));
      asked.on('response', answer => {
        const pieces: Buffer[] = [];
        const type = answer.headers['content-type'] ?? '';
        const done = () => {
          resolve({ status: answer.statusCode ?? 0, type, headers: answer.headers, body: Buffer.concat(pieces) });
        };
        answer.on('data', (piece: Buffer) => {
          pieces.push(piece);
          if (!type.startsWith(ENDLESS)) return;
          done();
          asked.destroy();
        });
        answer.on('end', done);
        answer.on('error', reject);
        if (type.startsWith(ENDLESS)) setTimeout(() => asked.destroy(), 1000).unref();
      });
      asked.end(body ?? undefined);
    });
  }
}
