import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OpenStreams } from '../identity/index.js';
import { cutOff } from '../platform/http/index.js';

/** How often a server that closes looks for connections that still run. */
const LOOK_MS = 100;
/** A connection from which nothing has come at so many looks asks for nothing: counted in looks, since after a stall its request may lie unread. */
const SILENT_LOOKS = 10;
/** Of a queue that never ends, what comes later is refused. */
const MOST_TURNS = 1000;
/** In a turn that is over so soon, hardly anybody can have come since Node looked. */
const SHORT_TURN_MS = 2;
/** So long a short turn is waited for, on a machine that has none. */
const SHORT_WITHIN_MS = 1000;
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
  readonly #connections = new Set<Socket>();
  /** Connections that have not asked for anything yet: what had come at the last look, and at how many looks no more has. */
  readonly #silent = new Map<Socket, { readonly bytes: number; readonly looks: number }>();
  readonly #answers = new Set<ServerResponse>();
  #taken = 0;
  #closing = false;

  constructor(private readonly app: NestFastifyApplication) {
    this.#server = app.getHttpServer();
    this.#server.on('connection', (socket: Socket) => {
      this.#taken += 1;
      this.#connections.add(socket);
      this.#silent.set(socket, { bytes: 0, looks: 0 });
      socket.once('close', () => {
        this.#connections.delete(socket);
        this.#silent.delete(socket);
      });
    });
    this.#server.on('request', (request: IncomingMessage, answer: ServerResponse) => {
      this.#silent.delete(request.socket);
      this.#answers.add(answer);
      answer.once('close', () => this.#answers.delete(answer));
      if (this.#closing) answer.shouldKeepAlive = false;
    });
  }

  /** @param drainMs how long what has begun may go on */
  async execute(drainMs = DRAIN_MS): Promise<void> {
    this.#closing = true;
    await this.#allTaken();
    this.#listenNoMore();
    await this.#drained(drainMs);
    // A kill from here on leaves answers that were broken off: as after any kill, what they had served is in the log.
    for (const answer of this.#answers) cutOff(answer);
    for (const socket of this.#connections) socket.destroy();
    await this.app.close();
  }

  /**
   * The kernel resets what it has queued when nobody listens any more, and a proxy asks nobody else for what it has sent. Node takes one
   * connection a turn, and looks for them at its beginning: the queue is empty when a turn brings none and is over at once. In one that
   * does other work meanwhile, somebody may have come.
   */
  async #allTaken(): Promise<void> {
    await turn(); // this one may end before Node looks for connections at all
    const until = performance.now() + SHORT_WITHIN_MS;
    for (let turns = 0; turns < MOST_TURNS; turns += 1) {
      const [before, beganMs] = [this.#taken, performance.now()];
      await turn();
      const now = performance.now();
      if (this.#taken === before && (now - beganMs < SHORT_TURN_MS || now > until)) return;
    }
  }

  #listenNoMore(): void {
    if (this.#server.listening) this.#server.close();
    for (const answer of this.#answers) answer.shouldKeepAlive = false;
    this.app.get(OpenStreams).endEndless();
  }

  /** A connection stays while its request or answer is on its way, in whichever part. */
  async #drained(withinMs: number): Promise<void> {
    const until = performance.now() + withinMs;
    while (this.#connections.size > 0 && performance.now() < until) {
      this.#closeIdle();
      await sleep(LOOK_MS);
    }
  }

  #closeIdle(): void {
    this.#server.closeIdleConnections();
    for (const [socket, { bytes, looks }] of this.#silent) {
      if (socket.bytesRead > bytes) this.#silent.set(socket, { bytes: socket.bytesRead, looks: 0 });
      else if (looks < SILENT_LOOKS) this.#silent.set(socket, { bytes, looks: looks + 1 });
      else socket.destroy();
    }
  }
}
