import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { FaultProcess } from '../support/fault-process.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** What a browser is told to hold to, whatever the answer is. */
const HEADERS: Readonly<Record<string, string>> = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

/** Nothing from elsewhere, no script and no frame but our own files. */
const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'self'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'media-src': "'self'",
  'connect-src': "'self'",
  'font-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

describe('the headers that protect a browser', () => {
  let beside: TestServer;
  let built: FaultProcess;
  let audioUrl = '';
  let listener: Client;

  beforeAll(async () => {
    beside = await startTestServer();
    built = await FaultProcess.start(beside.env);
    const { username } = await addPerson(beside, {
      grants: [{ role: 'team-lead', purposes: ['service-development'] }],
    });
    listener = await beside.as(username);
    const { body } = await beside.ingest().deliver(callMetadata(beside.clock.now()), wav());
    const wanted = { purpose: 'service-development', reference: 'INC-1' };
    audioUrl = String((await listener.post(`/recordings/${String(body.id)}/playbacks`, wanted)).body.audioUrl);
  });
  afterAll(async () => {
    await built.stop();
    await beside.stop();
  });

  it.each<[string, number, () => Promise<Response>]>([
    ['an answer of the API', 200, () => fetch(`${built.url}/api/v1/settings`)],
    ['a refusal', 401, () => fetch(`${built.url}/api/v1/me`)],
    ['what there is not', 404, () => fetch(`${built.url}/api/v1/nothing`)],
    ['a body that is refused', 400, () => posted('/api/v1/sessions', '{')],
    ['a body that is too large', 413, () => posted('/api/v1/sessions', JSON.stringify('x'.repeat(300_000)))],
    ['a page of the client', 200, () => fetch(`${built.url}/recordings`)],
    ['the document of the API', 200, () => fetch(`${built.url}/api/openapi.json`)],
    ['the health of the process', 200, () => fetch(`${built.url}/healthz`)],
    ['audio', 206, () => fetch(`${beside.url}${audioUrl}`, ofListener())],
  ])('stand on %s', async (_, status, ask) => {
    const answer = await ask();
    await answer.arrayBuffer();
    expect(answer.status).toBe(status);
    const told = Object.fromEntries(Object.keys(HEADERS).map(name => [name, answer.headers.get(name)]));
    expect(told).toEqual(HEADERS);
    expect(policyOf(answer)).toEqual(POLICY);
    expect(answer.headers.get('x-powered-by') ?? answer.headers.get('server')).toBeNull();
  });

  it('say that everything is asked for by https where the server is reached so', async () => {
    const origin = { TALLENNE_PUBLIC_ORIGIN: 'https://tallenne.example.org' };
    const other = await beside.beside(origin);
    const answer = await fetch(`${other.url}/healthz`);
    expect(policyOf(answer)).toEqual({ ...POLICY, 'upgrade-insecure-requests': '' });
    await other.stop();
  });

  function posted(path: string, body: string): Promise<Response> {
    return fetch(`${built.url}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  }

  function ofListener(): RequestInit {
    return { headers: { authorization: `Bearer ${listener.token}`, range: 'bytes=0-9' } };
  }
});

function policyOf({ headers }: Response): Record<string, string> {
  const parts = (headers.get('content-security-policy') ?? '').split(';').map(part => part.trim());
  return Object.fromEntries(parts.map(part => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')] as const));
}
