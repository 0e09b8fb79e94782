import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as OTLP has it in JSON, as far as tests look into it. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
}

interface Exported {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ReceivedSpan, 'attributes'> & {
        readonly attributes: readonly { key: string; value: { stringValue?: string; intValue?: number } }[];
      })[];
    }[];
  }[];
}

/** Takes traces by OTLP over HTTP, in JSON. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  /** Every body, as it came. */
  readonly bodies: string[] = [];
  readonly paths = new Set<string>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OtlpReceiver> {
    const server = createServer();
    const receiver = new OtlpReceiver(server);
    server.on('request', (request: IncomingMessage, response) => {
      void receiver.#take(request).then(() => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`; // of a server that listens
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  async #take(request: IncomingMessage): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString('utf8');
    this.paths.add(`${request.method ?? ''} ${request.url ?? ''} ${request.headers['content-type'] ?? ''}`);
    this.bodies.push(body);
    const { resourceSpans } = JSON.parse(body) as Exported; // what is no JSON fails here
    const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans).flatMap(scope => scope.spans);
    for (const span of spans) {
      const attributes = span.attributes.map(
        ({ key, value }) => [key, value.stringValue ?? value.intValue ?? ''] as const,
      );
      this.spans.push({ ...span, attributes: Object.fromEntries(attributes) });
    }
  }
}
