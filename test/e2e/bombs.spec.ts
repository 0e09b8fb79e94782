import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiDocument } from '../../src/server/openapi.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { Client } from '../support/client.js';
import { inParallel } from '../support/in-parallel.js';
import { callMetadata } from '../support/metadata.js';
import { audioHead, LAST_LINE, part, streamUpload } from '../support/raw-upload.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { ENTERPRISE, PATCH_OP, scimClient, USER } from './scim/scim-client.js';

/** Deeper than anything that calls itself for each level can go, and small enough for a JSON body. */
const DEPTH = 10_000;
const MOST_FIELDS = 2;
const AT_ONCE = 2;
const ANY_ID = '00000000-0000-7000-8000-000000000000';
const PEOPLE = [
  'yrjo.yllapito',
  'aila.auditoija',
  'oili.oikeus',
  'liisa.lupa',
  'risto.reklamaatio',
  'kirsi.koulu',
  'tapio.tietosuoja',
];

const lists = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const passkeyWith = (deep: string) =>
  `{"id":"aaaa","rawId":"aaaa","type":"public-key","clientExtensionResults":{"a":${deep}},"response":{"clientDataJSON":"aaaa","authenticatorData":"aaaa","signature":"aaaa"}}`;

/** A route that takes a JSON body, and the names of what it may hold. */
interface Taker {
  readonly method: string;
  readonly path: string;
  readonly fields: readonly string[];
}

describe('what grows when it is read', () => {
  let server: TestServer;
  const clients: Client[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    for (const username of PEOPLE) clients.push(await server.as(username));
    clients.push(new Client(server.url, (await scimClient(server)).token));
  });
  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('is not unpacked where a body says that it is %s', async (encoding, pack) => {
    const bomb = pack(Buffer.from(JSON.stringify({ username: 'a'.repeat(64 * 1024 * 1024), password: 'b' })));
    expect(bomb.length).toBeLessThan(256 * 1024);
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    const answer = await fetch(`${server.url}/api/v1/sessions`, {
      method: 'POST',
      headers,
      body: Uint8Array.from(bomb),
    });
    expect(answer.status).toBe(400);
  });

  it('by depth is refused by every route that takes JSON', async () => {
    const takers = takersOf(server);
    expect(takers.length).toBeGreaterThan(100);
    const answers = await inParallel(takers, AT_ONCE, async taker => ({ ...taker, status: await refusalOf(taker) }));
    expect(answers.filter(({ status }) => status !== 400)).toEqual([]);
  });

  it.each([
    ['objects', objects],
    ['lists', lists],
  ])('by depth is passed over in a passkey, where a browser may add what it likes: %s', async (_, deep) => {
    const body = `{"challenge":"none","passkey":${passkeyWith(deep(DEPTH))}}`;
    expect(await statusOf(server.anonymous(), { method: 'POST', path: '/api/v1/sessions/second-factor' }, body)).toBe(
      401,
    );
  });

  it('by depth is refused or passed over in what a directory says, of which nothing is kept', async () => {
    const directory = await scimClient(server);
    const { body: made } = await directory.post('/Users', { schemas: [USER], userName: 'teppo.testi' });
    const [path, client] = [`/scim/v2/Users/${String(made.id)}`, new Client(server.url, directory.token)];
    for (const deep of [lists(DEPTH), objects(DEPTH)]) {
      for (const name of ['unknown', 'name', 'emails', 'title', ENTERPRISE]) {
        const body = `{"schemas":["${USER}"],"userName":"teppo.testi","${name}":${deep}}`;
        expect([200, 400]).toContain(await statusOf(client, { method: 'PUT', path }, body));
      }
      for (const place of ['', '"path":"name",', '"path":"emails",', '"path":"emails[type eq \\"work\\"]",']) {
        const body = `{"schemas":["${PATCH_OP}"],"Operations":[{"op":"replace",${place}"value":${deep}}]}`;
        expect([200, 400]).toContain(await statusOf(client, { method: 'PATCH', path }, body));
      }
    }
    const { meta: _, ...before } = made;
    expect((await directory.get(`/Users/${String(made.id)}`)).body).toMatchObject(before);
  });

  it.each([
    ['a field', {}],
    ['a field that says it is JSON', { type: 'application/json' }],
    ['a file', { filename: 'metadata.json' }],
  ])('by depth is refused in the metadata of a delivery, as %s', async (_, as) => {
    const whole = JSON.stringify(callMetadata(server.clock.now()));
    const deep = whole.replace(/\}$/, `,"caller":${'['.repeat(25_000)}${']'.repeat(25_000)}}`);
    const pieces = [part('metadata', deep, as), audioHead(), wav(), Buffer.from('\r\n'), LAST_LINE];
    expect(await streamUpload(server, pieces)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });

  /** What the first one hears whose rights let the body be looked at; neighbours in the list are mostly open to the same one. */
  async function refusalOf(taker: Taker): Promise<number> {
    const body = deepBody(taker);
    for (const client of [...clients]) {
      const status = await statusOf(client, taker, body);
      if (status === 403 || status === 401) continue;
      clients.unshift(...clients.splice(clients.indexOf(client), 1));
      return status;
    }
    return 403;
  }
});

/** The first fields at once, lists and objects in turn. */
function deepBody({ fields }: Taker): string {
  if (fields.length === 0) return lists(DEPTH);
  const deep = fields.slice(0, MOST_FIELDS).map((field, n) => `"${field}":${(n % 2 === 0 ? lists : objects)(DEPTH)}`);
  return `{${deep.join(',')}}`;
}

async function statusOf(
  { url, token }: Client,
  { method, path }: Pick<Taker, 'method' | 'path'>,
  body: string,
): Promise<number> {
  const authorization: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json', ...authorization };
  const response = await fetch(`${url}${path}`, { method, headers, body });
  await response.arrayBuffer();
  return response.status;
}

function takersOf({ app }: TestServer): Taker[] {
  const { paths, components } = openApiDocument(app);
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { requestBody?: { content?: Record<string, { schema?: Schema }> } }>).flatMap(
      ([method, { requestBody }]) => {
        const schema = requestBody?.content?.['application/json']?.schema;
        if (!schema) return [];
        const fields = fieldsOf(schema, components?.schemas ?? {});
        return [{ method: method.toUpperCase(), path: path.replace(/\{[^}]+\}/g, ANY_ID), fields }];
      },
    ),
  );
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

function fieldsOf(schema: Schema, known: Readonly<Record<string, Schema>>): string[] {
  const named = schema.$ref === undefined ? undefined : known[schema.$ref.split('/').at(-1) ?? ''];
  const parts = [...(named ? [named] : []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [...new Set([...Object.keys(schema.properties ?? {}), ...parts.flatMap(one => fieldsOf(one, known))])];
}
