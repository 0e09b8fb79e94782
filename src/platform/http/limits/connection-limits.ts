import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import type { Config } from '../../config/index.js';
import { cutOff } from '../cut-off.js';
import { addressGroup } from './address-group.js';
import type { LimitHits } from './limit-hits.js';

/** Less than this a second of a body is no line that anybody has, but somebody who holds a connection open. */
const LEAST_BYTES_PER_SECOND = 256;
/** How often in an idle time the bodies that come are looked through. */
const LOOKS = 4;

type Settings = Pick<Config, 'limits' | 'trustedProxy'>;

/** A request whose answer is not out yet, and how far its sender had come when somebody last looked. */
interface InHand {
  readonly request: IncomingMessage;
  readonly answer: ServerResponse;
  readBytes: number;
  atMs: number;
}

/** What Node watches by itself, for the adapter: heads that do not come whole, and how often it looks for them. */
export function headTimes({ limits: { idleMs } }: Settings) {
  return { headersTimeout: idleMs, connectionsCheckingInterval: Math.ceil(idleMs / LOOKS) };
}

/**
 * Keeps a server open for others: over the limit a connection is closed as it comes, and one on which the server waits for the
 * other end, to read or to send, is cut when nothing moves. A request that the server itself works on is left alone.
 */
export class ConnectionLimits {
  readonly #inHand = new Map<Socket, InHand>();
  readonly #open = new Map<string, number>();
  readonly #isProxy: (address: string) => boolean;
  readonly #idleMs: number;

  constructor(
    private readonly server: Server,
    private readonly settings: Settings,
    private readonly hits: LimitHits,
  ) {
    const proxies = settings.trustedProxy?.split(',').map(proxy => proxy.trim()) ?? [];
    const trusts = proxyAddr.compile(proxies);
    this.#isProxy = address => trusts(address, 0);
    this.#idleMs = settings.limits.idleMs;
  }

  begin(): void {
    const { server, hits } = this;
    server.maxConnections = this.settings.limits.connections.all;
    server.timeout = this.#idleMs;
    server.on('drop', () => {
      hits.note('connections');
    });
    server.on('connection', (socket: Socket) => {
      this.#countIn(socket);
    });
    server.on('request', (request: IncomingMessage, answer: ServerResponse) => {
      this.#watch(request, answer);
    });
    server.on('timeout', (socket: Socket) => {
      this.#onStandstill(socket);
    });
    const looking = setInterval(() => {
      this.#cutSlowSenders();
    }, this.#idleMs / LOOKS).unref();
    server.once('close', () => {
      clearInterval(looking);
    });
  }

  #countIn(socket: Socket): void {
    const { remoteAddress = '' } = socket;
    if (this.#isProxy(remoteAddress)) return;
    const address = addressGroup(remoteAddress);
    const open = (this.#open.get(address) ?? 0) + 1;
    this.#open.set(address, open);
    socket.once('close', () => {
      this.#countOut(address);
    });
    if (open <= this.settings.limits.connections.address) return;
    this.hits.note('address-connections');
    socket.destroy();
  }

  #countOut(address: string): void {
    const open = (this.#open.get(address) ?? 1) - 1;
    if (open === 0) this.#open.delete(address);
    else this.#open.set(address, open);
  }

  #watch(request: IncomingMessage, answer: ServerResponse): void {
    const { socket } = request;
    const inHand = { request, answer, readBytes: socket.bytesRead, atMs: performance.now() };
    this.#inHand.set(socket, inHand);
    answer.once('close', () => {
      if (this.#inHand.get(socket) === inHand) this.#inHand.delete(socket);
    });
  }

  /** Nothing has gone either way for the idle time, not even into the kernel. */
  #onStandstill(socket: Socket): void {
    const inHand = this.#inHand.get(socket);
    if (!inHand) socket.destroy();
    else if (socket.writableLength > 0) this.#cut('slow-reader', inHand);
    else socket.setTimeout(this.#idleMs); // the server is at work, or waits for the rest of a body
  }

  #cutSlowSenders(): void {
    const now = performance.now();
    for (const inHand of this.#inHand.values()) {
      const { request } = inHand;
      const { bytesRead } = request.socket;
      if (request.complete || now - inHand.atMs < this.#idleMs) continue;
      const leastBytes = (LEAST_BYTES_PER_SECOND * (now - inHand.atMs)) / 1000;
      if (bytesRead - inHand.readBytes < leastBytes && isAwaited(request)) this.#cut('slow-sender', inHand);
      Object.assign(inHand, { readBytes: bytesRead, atMs: now });
    }
  }

  #cut(limit: 'slow-reader' | 'slow-sender', { answer }: InHand): void {
    this.hits.note(limit);
    cutOff(answer);
  }
}

/** Whether it is the sender's turn: what has come is read. */
function isAwaited(request: IncomingMessage): boolean {
  return request.readableLength === 0;
}
