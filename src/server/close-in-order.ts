import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** How often connections are looked through for idle ones while a server closes. */
const LOOK_MS = 100;

/**
 * Ends a server when the last request has its answer. Node waits for two kinds of connections that nobody waits for: those whose
 * answer ends while the server is closing (72 s by Fastify's default), and those that have not asked for anything yet, as
 * browsers open them in advance (a minute and more). Both are closed here.
 */
export class CloseInOrder {
  readonly #silent = new Set<Socket>();

  constructor(private readonly app: NestFastifyApplication) {
    const server: Server = app.getHttpServer();
    server.on('connection', (socket: Socket) => {
      this.#silent.add(socket);
      socket.once('close', () => this.#silent.delete(socket));
    });
    server.on('request', ({ socket }) => this.#silent.delete(socket));
  }

  async execute(): Promise<void> {
    const looking = setInterval(() => {
      this.#closeIdle();
    }, LOOK_MS);
    try {
      await this.app.close();
    } finally {
      clearInterval(looking);
    }
  }

  #closeIdle(): void {
    this.app.getHttpServer().closeIdleConnections();
    for (const socket of this.#silent) socket.destroy();
  }
}
