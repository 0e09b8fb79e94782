import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wav } from '../support/audio.js';
import { CALLER } from '../support/canaries.js';
import { callMetadata } from '../support/metadata.js';
import { overhearOutput } from '../support/overheard.js';
import { startTestServer, type TestServer } from '../support/server.js';

const ID = '0193a5b0-1234-4abc-8def-00000000c0de';
const ALLOWED = ['context', 'durationMs', 'level', 'message', 'method', 'requestId', 'route', 'status', 'time'];
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

let server: TestServer;
let output: ReturnType<typeof overhearOutput>;

beforeAll(async () => {
  output = overhearOutput();
  server = await startTestServer({ env: { TALLENNE_OUTPUT_LEVEL: 'info' } });
});
afterAll(async () => {
  output.end();
  await server.stop();
});

interface Line {
  readonly requestId?: string;
  readonly route?: string;
  readonly status?: number;
  readonly message?: string;
}

function lines(): Line[] {
  const said = output
    .said()
    .split('\n')
    .filter(line => line.startsWith('{'));
  return said.map(line => JSON.parse(line) as Line); // what is not JSON fails here
}

const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });

/** The line of a request is written when its answer is through. */
async function lineOf(requestId: string | null): Promise<Line> {
  for (;;) {
    const line = lines().find(one => one.requestId === requestId && one.message === 'answered');
    if (line) return line;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

describe('the output', () => {
  it('has a line a request with the id that the caller gave, which the answer and a problem repeat', async () => {
    const answer = await ask('/api/v1/recordings/0193a5b0-0000-7000-8000-000000000000?secret=1', {
      'x-request-id': ID,
    });
    expect(answer.headers.get('x-request-id')).toBe(ID);
    expect(await answer.json()).toMatchObject({ code: 'not-signed-in', requestId: ID });
    expect(await lineOf(ID)).toEqual({
      ...{ level: 'info', time: expect.any(String), requestId: ID, method: 'GET', route: '/api/v1/recordings/:id' },
      ...{ message: 'answered', status: 401, durationMs: expect.any(Number) },
    });
  });

  it.each(['Testi Soittaja', '+358401234567', 'x'.repeat(5000)])(
    'takes no other text for an id: %.20s',
    async given => {
      const id = (await ask('/healthz', { 'x-request-id': given })).headers.get('x-request-id');
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(await lineOf(id)).toMatchObject({ route: '/healthz', status: 200 });
    },
  );

  it('names neither an unknown path nor a page of the client', async () => {
    const id = (await ask('/api/v1/nothing/150585Y951A')).headers.get('x-request-id');
    expect(['none', 'client']).toContain((await lineOf(id)).route);
    expect(output.said()).not.toContain('150585Y951A');
  });

  it('holds nothing of callers, no query and no id but of requests, through delivery, search, playback and refusal', async () => {
    const metadata = callMetadata(server.clock.now(), { note: `Soittaja ${CALLER.name}, ${CALLER.phone}` });
    const delivered = await server.ingest().deliver(metadata, wav());
    expect(delivered.status).toBe(201);
    const listener = await server.as('risto.reklamaatio');
    const id = String(delivered.body.id);
    await listener.get(`/recordings?q=${encodeURIComponent('Testi Soittaja')}&phone=%2B358401234567`);
    await listener.get(`/recordings/${id}`);
    const playback = await listener.post(`/recordings/${id}/playbacks`, {
      purpose: 'complaint',
      reference: 'VALITUS-77',
    });
    expect(playback.status).toBe(201);
    const audio = await fetch(`${server.url}${String(playback.body.audioUrl)}`, {
      headers: { authorization: `Bearer ${listener.token}` },
    });
    await audio.arrayBuffer();
    await lineOf(audio.headers.get('x-request-id'));
    await listener.post(`/recordings/${id}/playbacks`, { purpose: CALLER.name });
    await server.anonymous().post('/sessions', { username: 'sinisirkku', password: CALLER.email });
    const said = lines();
    const words = [
      'Soittaja',
      '401234567',
      '240688U9367',
      'VALITUS-77',
      'sinisirkku',
      'risto',
      metadata.externalId,
      id,
    ];
    expect(words.filter(word => output.said().includes(String(word)))).toEqual([]);
    expect(output.said()).not.toMatch(/\/\S*\?/); // a path with its query
    expect([CALLER.name, CALLER.phone, CALLER.email].filter(word => output.said().includes(word))).toEqual([]);
    expect(said.flatMap(line => Object.keys(line)).filter(key => !ALLOWED.includes(key))).toEqual([]);
    const ids = new Set(said.map(({ requestId }) => requestId));
    expect((output.said().match(UUID) ?? []).filter(found => !ids.has(found))).toEqual([]);
    expect(said.map(({ route }) => route)).toEqual(
      expect.arrayContaining(['/api/v1/recordings', '/api/v1/recordings/:id/playbacks', '/api/v1/playbacks/:id/audio']),
    );
  });
});
