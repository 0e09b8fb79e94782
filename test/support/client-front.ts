import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { resolve } from 'node:path';

const CLIENT = resolve(import.meta.dirname, '../../web/dist');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Whether the browser client is built (`npm run build`). */
export function isClientBuilt(): boolean {
  return existsSync(join(CLIENT, 'index.html'));
}

/**
 * What stands before a server in earnest: one origin for the built client and for the API behind it. Its address is known
 * before the server starts, as that of a proxy is.
 */
export class ClientFront {
  /** Where the API is, once it runs. */
  target = '';

  private constructor(
    readonly origin: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<ClientFront> {
    const server = createServer();
    await once(server.listen(0, 'localhost'), 'listening');
    const front = new ClientFront(`http://localhost:${(server.address() as AddressInfo).port}`, server); // of TCP
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/api/')) front.#handOn(request, response);
      else sendFile(request.url ?? '/', response);
    });
    return front;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  #handOn(request: IncomingMessage, response: ServerResponse): void {
    const { method, headers, url = '/' } = request;
    const onward = ask(new URL(url, this.target), { method, headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}

function sendFile(url: string, response: ServerResponse): void {
  const path = join(CLIENT, normalize(new URL(url, 'http://localhost').pathname));
  const file = path.startsWith(CLIENT) && extname(path) !== '' && existsSync(path) ? path : join(CLIENT, 'index.html');
  response.writeHead(existsSync(file) ? 200 : 404, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
  });
  if (existsSync(file)) createReadStream(file).pipe(response);
  else response.end();
}
