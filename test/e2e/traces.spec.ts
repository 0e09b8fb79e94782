import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wav } from '../support/audio.js';
import { CALLER } from '../support/canaries.js';
import { callMetadata } from '../support/metadata.js';
import { OtlpReceiver, type ReceivedSpan } from '../support/otlp-receiver.js';
import { startTestServer, type TestServer } from '../support/server.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const ALLOWED = [
  'http.request.method',
  'http.response.status_code',
  'http.route',
  'tallenne.operation',
  'tallenne.use_case',
];

describe('traces', () => {
  let receiver: OtlpReceiver;
  let server: TestServer;
  let metadata: ReturnType<typeof callMetadata>;
  let recordingId = '';

  const below = (span: ReceivedSpan | undefined) =>
    receiver.spans.filter(({ parentSpanId }) => parentSpanId === span?.spanId);

  /** What was done is sent when the server ends. */
  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, TALLENNE_TRACES_COUNTRY: 'FI' };
    server = await startTestServer({ env });
    metadata = callMetadata(server.clock.now(), { note: `${CALLER.name} ${CALLER.phone}` });
    recordingId = String((await server.ingest().deliver(metadata, wav())).body.id);
    const listener = await server.as('risto.reklamaatio');
    await listener.get(`/recordings/${recordingId}?canary=${encodeURIComponent(CALLER.name)}`);
    await listener.post(`/recordings/${recordingId}/playbacks`, { purpose: 'complaint', reference: 'VALITUS-77' });
    await fetch(`${server.url}/readyz?who=${encodeURIComponent(CALLER.phone)}`, {
      headers: {
        traceparent: `00-${TRACE}-${PARENT}-01`,
        tracestate: 'who=Soittaja',
        baggage: `name=${encodeURIComponent(CALLER.name)}`,
      },
    });
    await fetch(`${server.url}/healthz`, { headers: { traceparent: `00-${'0'.repeat(32)}-Soittaja-01` } });
    await server.stop();
  }, 120_000);
  afterAll(async () => {
    await receiver.stop();
  });

  it('come by OTLP over HTTP, in JSON', () => {
    expect([...receiver.paths]).toEqual(['POST /v1/traces application/json']);
    expect(receiver.bodies.join('')).toContain('"tallenne"');
  });

  it('have below a request its use case, and below that what it asks of database, keys and store', () => {
    const request = receiver.spans.find(({ name }) => name === 'POST /api/v1/recordings');
    expect(request?.attributes).toEqual({
      ...{ 'http.request.method': 'POST', 'http.route': '/api/v1/recordings', 'http.response.status_code': 201 },
    });
    const [useCase] = below(request).filter(({ attributes }) => attributes['tallenne.use_case'] !== undefined);
    expect(useCase?.name).toMatch(/^\w+Controller\.\w+$/);
    const steps = below(useCase).map(({ name }) => name);
    expect(steps).toEqual(expect.arrayContaining(['blob stage', 'blob commit', 'key create']));
    expect(steps.filter(name => name.startsWith('statement '))).not.toEqual([]);
  });

  it('go on with the trace of the caller, where it names one by the book', () => {
    const ready = receiver.spans.find(({ name }) => name === 'GET /readyz');
    expect([ready?.traceId, ready?.parentSpanId]).toEqual([TRACE, PARENT]);
    const alive = receiver.spans.find(({ name }) => name === 'GET /healthz');
    expect(alive?.parentSpanId ?? '').toBe('');
    expect(alive?.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('hold no word that is not of the code: no path, query, parameter, id or name', () => {
    const sent = receiver.bodies.join('\n');
    const words = [
      'Soittaja',
      '401234567',
      '240688U9367',
      'VALITUS-77',
      'risto',
      String(metadata.externalId),
      recordingId,
      'canary',
    ];
    expect([...words, CALLER.name, CALLER.phone].filter(word => sent.includes(word))).toEqual([]);
    expect(sent.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/)).toBeNull();
    expect(receiver.spans.length).toBeGreaterThan(30);
    expect(
      receiver.spans.flatMap(({ attributes }) => Object.keys(attributes)).filter(key => !ALLOWED.includes(key)),
    ).toEqual([]);
  });
});
