import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiDocument } from '../../src/server/openapi.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { inParallel } from '../support/in-parallel.js';
import { callMetadata } from '../support/metadata.js';
import { audioHead, LAST_LINE, part, streamUpload } from '../support/raw-upload.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** Deeper than anything that calls itself for each level can go, and small enough for a JSON body. */
const DEPTH = 10_000;
const MOST_FIELDS = 4;
const AT_ONCE = 6;
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

  it('by depth is refused by every route that takes JSON, in its fields too', async () => {
    const takers = takersOf(server);
    expect(takers.length).toBeGreaterThan(100);
    const answers = await inParallel(takers, AT_ONCE, async taker => ({
      ...taker,
      status: await statusOf(await firstAllowed(taker), taker, deepBody(taker)),
    }));
    expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
    expect((await server.anonymous().get('/readyz')).status).toBe(200);
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

  /** The first person whose rights let the body be looked at. */
  async function firstAllowed(taker: Taker): Promise<Client> {
    for (const client of clients) {
      if ((await statusOf(client, taker, '{"of no schema":1}')) !== 403) return client;
    }
    return server.anonymous();
  }
});

const lists = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** Some fields at once, lists and objects in turn. */
function deepBody({ fields }: Taker): string {
  if (fields.length === 0) return lists(DEPTH);
  const deep = fields.slice(0, MOST_FIELDS).map((field, n) => `"${field}":${(n % 2 === 0 ? lists : objects)(DEPTH)}`);
  return `{${deep.join(',')}}`;
}

async function statusOf({ url, token }: Client, { method, path }: Taker, body: string): Promise<number> {
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
