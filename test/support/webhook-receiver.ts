import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it came, and whether its signature is right (Standard Webhooks 1.0.0, computed here a second time). */
export interface ReceivedCall {
  readonly id: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly signed: boolean;
  readonly timestamp: number;
}

/** Takes the calls of a webhook. */
export class WebhookReceiver {
  readonly calls: ReceivedCall[] = [];
  /** What it answers. */
  status = 204;
  location: string | null = null;

  private constructor(
    private readonly server: Server,
    private readonly secret: string,
  ) {}

  static async start(secret: string): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server, secret);
    server.on('request', (request: IncomingMessage, response) => {
      void receiver.#take(request).then(() => {
        const headers = receiver.location === null ? {} : { location: receiver.location };
        response.writeHead(receiver.status, headers).end('an answer that nobody reads');
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/alarms`; // of a server that listens
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  async #take(request: IncomingMessage): Promise<void> {
    const text = (await request.toArray()).join('');
    const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map(name => request.headers[`webhook-${name}`]);
    const mac = createHmac('sha256', this.secret)
      .update(`${String(id)}.${String(timestamp)}.${text}`)
      .digest('base64');
    const body = JSON.parse(text) as ReceivedCall['body']; // tests look into it with matchers
    this.calls.push({ id: String(id), body, signed: signature === `v1,${mac}`, timestamp: Number(timestamp) });
  }
}
