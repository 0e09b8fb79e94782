import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { DELAY_MS, type ConnectionFault } from './fault-kinds.js';
import { armed, type Armed, type ArmedFault, type Fault, type FaultyLink, type Passing } from './faulty-link.js';

const SETTLING_MS = 15;

/** Stands between a server and its S3 store, passes every request on, and fails at the one that a test names. */
export class FaultyStore implements FaultyLink {
  readonly halfOpenAtOnce = 1;
  readonly #server: Server;
  readonly #agent = new Agent({ keepAlive: true });
  /** Connections whose caller waits for ever. */
  readonly #hanging = new Set<Socket>();
  #armed: Armed<ConnectionFault, Passing> | null = null;

  private constructor(private readonly store: URL) {
    this.#server = createServer((asked, answer) => void this.#take(asked, answer));
    this.#server.on('connection', socket => socket.on('error', () => undefined));
    this.#server.on('checkContinue', (asked: IncomingMessage, answer: ServerResponse) => {
      answer.writeContinue();
      void this.#take(asked, answer);
    });
  }

  /** Listens before the store at `endpoint`. */
  static async before(endpoint: string): Promise<FaultyStore> {
    const faulty = new FaultyStore(new URL(endpoint));
    faulty.#server.listen(0, '127.0.0.1');
    await once(faulty.#server, 'listening');
    return faulty;
  }

  /** The same store, by this way. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`; // it listens on TCP
  }

  arm(fault: Fault<ConnectionFault, Passing>): ArmedFault<Passing> {
    this.#armed = armed(fault);
    return this.#armed;
  }

  disarm(): void {
    this.#armed = null;
  }

  async calm(): Promise<void> {
    this.disarm();
    for (const socket of this.#hanging) socket.destroy();
    this.#hanging.clear();
    await wait(SETTLING_MS);
  }

  async stop(): Promise<void> {
    await this.calm();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    this.#agent.destroy();
  }

  async #take(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const kind = this.#armed?.judge({ text: `${asked.method ?? ''} ${asked.url ?? ''}` }) ?? null;
    if (kind === 'disconnect') asked.socket.destroy();
    else if (kind === 'hang') this.#hanging.add(asked.socket);
    else {
      if (kind === 'delayed') await wait(DELAY_MS);
      this.#pass(asked, answer, kind);
    }
  }

  /** The store does what it is asked for, also where nobody hears of it. */
  #pass(asked: IncomingMessage, answer: ServerResponse, kind: ConnectionFault | null): void {
    const { expect: _, ...headers } = asked.headers;
    const path = asked.url ?? '/';
    const on = request(new URL(path, this.store), { method: asked.method ?? 'GET', headers, agent: this.#agent });
    on.on('error', () => asked.socket.destroy());
    on.on('response', said => {
      if (kind === 'answer-lost') {
        said.resume().once('close', () => asked.socket.destroy());
      } else if (kind === 'answer-swallowed') {
        said.resume();
        this.#hanging.add(asked.socket);
      } else {
        answer.writeHead(said.statusCode ?? 502, said.headers);
        said.pipe(answer);
        said.once('error', () => asked.socket.destroy());
      }
    });
    answer.once('close', () => on.destroy());
    asked.pipe(on);
  }
}
