import { AsyncLocalStorage } from 'node:async_hooks';
import {
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

/** Everything that a span may say: words of the code and numbers. What is not here has no way out. */
export interface SpanFacts {
  readonly 'http.request.method'?: string;
  /** The template of the route. */
  readonly 'http.route'?: string;
  readonly 'http.response.status_code'?: number;
  /** Class and method of the controller. */
  readonly 'tallenne.use_case'?: string;
  /** Of the key ring or the blob store; of a statement, its first word. */
  readonly 'tallenne.operation'?: string;
}

const SERVICE = 'tallenne';
const OFTEN_MS = 2000;

const current = new AsyncLocalStorage<Context>();
let tracer: Tracer | null = null;

/** Makes traces from here on and sends them to `url` (OTLP over HTTP, JSON). Returns how to stop, with the last ones sent. */
export function startTraces({ url }: { readonly url: string }): () => Promise<void> {
  const processor = new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({ url }),
    scheduledDelayMillis: OFTEN_MS,
  });
  const resource = resourceFromAttributes({ 'service.name': SERVICE });
  const provider = new TracerProvider({ resource, spanProcessors: [processor] });
  tracer = provider.getTracer(SERVICE);
  return async () => {
    tracer = null;
    // A collector that is away must not hold up the end of a server.
    await provider.shutdown().catch(() => undefined);
  };
}

/** Whether anybody takes traces. */
export function tracesAreMade(): boolean {
  return tracer !== null;
}

/** Does `work` in a span of its own below the one that is open, if traces are made. Of an error it tells that there was one. */
export async function inSpan<T>(name: string, facts: SpanFacts, work: () => Promise<T>): Promise<T> {
  if (tracer === null) return work();
  const above = current.getStore() ?? ROOT_CONTEXT;
  const span = tracer.startSpan(name, { attributes: { ...facts } }, above);
  try {
    return await current.run(trace.setSpan(above, span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** The span of a request, which ends with its answer. */
export interface RequestSpan {
  run<T>(work: () => T): T;
  end(status: number): void;
}

/** Begins the span of a request, as a part of the trace that `traceparent` names (W3C Trace Context); null where none are made. */
export function beginRequestSpan(method: string, route: string, traceparent: unknown): RequestSpan | null {
  if (tracer === null) return null;
  const above = remoteContext(traceparent);
  const attributes: SpanFacts = { 'http.request.method': method, 'http.route': route };
  const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes: { ...attributes } }, above);
  const context = trace.setSpan(above, span);
  return {
    run: work => current.run(context, work),
    end: status => {
      endRequest(span, status);
    },
  };
}

function endRequest(span: Span, status: number): void {
  const facts: SpanFacts = { 'http.response.status_code': status };
  span.setAttributes({ ...facts });
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** What else callers may send along with a trace, baggage for instance, is left where it is. */
function remoteContext(traceparent: unknown): Context {
  const [, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(String(traceparent)) ?? [];
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(remote) ? trace.setSpanContext(ROOT_CONTEXT, remote) : ROOT_CONTEXT;
}
