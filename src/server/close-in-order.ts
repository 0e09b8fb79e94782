import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OpenStreams } from '../identity/index.js';
import { cutOff } from '../platform/http/index.js';

/** How often a server that closes looks for connections and answers that still run. */
const LOOK_MS = 100;
/** How long answers may go on. A listener's audio can run for the whole recording; the player then asks the next instance for the rest. */
export const DRAIN_MS = 20_000;

/**
 * Ends a server in the order that lets another instance take over without anybody noticing: take no new connection, answer what
 * has been asked, break off what does not end, and only then stop the work behind the answers.
 *
 * Node waits for two kinds of connections that nobody waits for: those whose answer ends while the server is closing (72 s by
 * Fastify's default), and those that have not asked for anything yet, as browsers open them in advance. Both are closed here.
 */
export class CloseInOrder {
  readonly #server: Server;
  readonly #silent = new Set<Socket>();
  readonly #answers = new Set<ServerResponse>();
  #closing = false;

  constructor(private readonly app: NestFastifyApplication) {
    this.#server = app.getHttpServer();
    this.#server.on('connection', (socket: Socket) => {
      this.#silent.add(socket);
      socket.once('close', () => this.#silent.delete(socket));
    });
    this.#server.on('request', (request: IncomingMessage, answer: ServerResponse) => {
      this.#silent.delete(request.socket);
      this.#answers.add(answer);
      answer.once('close', () => this.#answers.delete(answer));
      if (this.#closing) answer.shouldKeepAlive = false;
    });
  }

  /** @param drainMs how long answers that have begun may go on */
  async execute(drainMs = DRAIN_MS): Promise<void> {
    this.#closing = true;
    const looking = setInterval(() => {
      this.#closeIdle();
    }, LOOK_MS);
    try {
      await accepted();
      this.#listenNoMore();
      await this.#answered(drainMs);
      // A kill from here on leaves answers that were broken off: as after any kill, what they had served is in the log.
      for (const answer of this.#answers) cutOff(answer);
      await this.app.close();
    } finally {
      clearInterval(looking);
    }
  }

  #listenNoMore(): void {
    if (this.#server.listening) this.#server.close();
    for (const answer of this.#answers) answer.shouldKeepAlive = false;
    this.app.get(OpenStreams).endEndless();
  }

  async #answered(withinMs: number): Promise<void> {
    const until = performance.now() + withinMs;
    while (this.#answers.size > 0 && performance.now() < until) await sleep(LOOK_MS);
  }

  #closeIdle(): void {
    this.#server.closeIdleConnections();
    for (const socket of this.#silent) socket.destroy();
  }
}

/** Connections that the kernel has taken already are reset when nobody listens any more: this is right after Node has accepted all of them. */
function accepted(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
