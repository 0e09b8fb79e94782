import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { enrol } from '../support/enrol.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { ROUTES } from './route-matrix.table.js';

/** A part of an OpenAPI document, as far as it is looked into here. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

/** A field of a body by which a way in could be set or used. */
const SECRET = /password|secret|token|(?<!identity)code|credential|passkey|subject|response|attestation|publicKey/i;

/**
 * Every route that takes such a field, and why it lets nobody set another's way in. A route that is missing here has not been
 * thought about.
 */
const TAKES_SECRETS: Readonly<Record<string, string>> = {
  'POST /api/v1/sessions': 'proves who one is',
  'POST /api/v1/sessions/second-factor': 'proves who one is',
  'POST /api/v1/sessions/current/step-up': 'proves who one is',
  'POST /api/v1/me/password': 'for oneself, with the current one',
  'POST /api/v1/me/passkeys': 'for oneself',
  'POST /api/v1/enrolments/completion': 'with the link of one and the code of another',
  'POST /api/v1/staff/{id}/external-identities': 'proposes; another confirms',
  'POST /api/v1/downloads/{token}': 'opens one file of a case, once',
  'POST /api/v1/rights-requests/{id}/file': 'encrypts one export',
  'POST /api/v1/rights-requests/{id}/triage': 'says whom of the staff a case is about',
};

const NEW_PASSWORD = 'tuuli kävi yöllä';
const NOBODYS_CODE = 'abcde-23456';

describe('nobody sets another person’s credential', () => {
  let server: TestServer;
  let document: Document;
  let yrjo: Client;
  let paula: Client;

  beforeAll(async () => {
    server = await startTestServer();
    document = (await server.anonymous().get('/api/openapi.json')).body as unknown as Document; // OpenAPI 3.1
    yrjo = await server.as('yrjo.yllapito');
    paula = await server.as('paula.paakayttaja');
  });

  afterAll(async () => {
    await server.stop();
  });

  it('has a closed list of the routes that take anything like a secret', () => {
    const takes = mutating(document).filter(({ operation }) => fieldsOf(operation).some(name => SECRET.test(name)));
    expect(takes.map(({ route }) => route).sort()).toEqual(Object.keys(TAKES_SECRETS).sort());
  });

  it('sees it when two others and the person set one', async () => {
    const person = await addPerson(server);
    const before = await waysIn(person);
    const wanted = { kind: 'recovery', reason: 'Testi' };
    const { token, code } = await enrol(yrjo, paula, person.id, wanted);
    expect(await waysIn(person)).toEqual(before);
    const completion = { token, code, password: NEW_PASSWORD };
    expect((await server.anonymous().post('/enrolments/completion', completion)).status).toBe(200);
    expect(gained(before, await waysIn(person))).toHaveLength(1);
  });

  it('lets an administrator alone set no password, passkey or link through any route of the document', async () => {
    const found: string[] = [];
    for (const person of [await addPerson(server), await notEnrolled()]) {
      const proposed = await proposedIdentity(person);
      for (const { route, operation } of inOrder(mutating(document))) {
        const before = await waysIn(person);
        await tryAll(route, operation, person, proposed);
        const after = gained(before, await waysIn(person));
        if (after.length > 0) found.push(`${route}: ${after.join(', ')}`);
      }
    }
    expect(found).toEqual([]);
  }, 600_000);

  /** One administrator, who holds the link that they made, asks with everything that they know. */
  async function tryAll(route: string, operation: Operation, person: TestPerson, proposed: string): Promise<void> {
    const [method = '', path = ''] = route.split(' ');
    if ((await yrjo.get('/me')).status !== 200) yrjo = await server.as('yrjo.yllapito');
    const link = await linkFor(person);
    const bodies = [ROUTES[route]?.body, invented(schemaOf(operation), person, link.token)];
    const ids = path.includes('{id}') ? [person.id, link.id, proposed] : [person.id];
    for (const id of ids) {
      for (const body of bodies) {
        const at = path.replace('{id}', id).replace(/\{\w+\}/g, id);
        await yrjo.request(method, at, body).catch(() => undefined); // what it answers is told by other tests
      }
    }
  }

  async function linkFor(person: TestPerson): Promise<{ id: string; token: string }> {
    for (const wanted of [{ kind: 'recovery', reason: 'Testi' }, { kind: 'first' }]) {
      const { status, body } = await yrjo.post(`/staff/${person.id}/enrolments`, wanted);
      if (status === 201) return { id: String(body.id), token: String(body.token) };
    }
    return { id: person.id, token: 'none' }; // has been deactivated by now
  }

  async function proposedIdentity({ id }: TestPerson): Promise<string> {
    const [row] = await server.sql<{ id: string }>(
      `insert into external_identity (id, staff_id, issuer, subject, proposed_by, proposed_at)
       values (gen_random_uuid(), $1, 'https://id.example.org', gen_random_uuid()::text, $2, now()) returning id`,
      [id, server.ids.get('yrjo.yllapito')],
    );
    return row?.id ?? '';
  }

  async function notEnrolled(): Promise<TestPerson> {
    const person = await addPerson(server);
    await server.sql('delete from credential where staff_id = $1', [person.id]);
    return person;
  }

  /** Everything that opens a session of the person, a line each. */
  async function waysIn({ id }: TestPerson): Promise<string[]> {
    const rows = await server.sql<{ way: string }>(
      `select 'password ' || password_hash as way from credential where staff_id = $1
       union all select 'passkey ' || id from passkey where staff_id = $1
       union all select 'recovery code ' || id from recovery_code where staff_id = $1
       union all select 'link ' || id from external_identity where staff_id = $1 and confirmed_at is not null`,
      [id],
    );
    return rows.map(({ way }) => way);
  }

  function mutating({ paths }: Document): { route: string; operation: Operation }[] {
    return Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method]) => !['get', 'head'].includes(method))
        .map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, operation })),
    );
  }

  function fieldsOf(operation: Operation): string[] {
    const schema = schemaOf(operation);
    return schema ? namesIn(schema) : [];
  }

  function schemaOf({ requestBody }: Operation): Schema | undefined {
    return Object.values(requestBody?.content ?? {})[0]?.schema;
  }

  function resolved(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    return document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {};
  }

  function namesIn(given: Schema): string[] {
    const schema = resolved(given);
    const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
    const own = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [name, ...namesIn(inner)]);
    return [...own, ...parts.flatMap(namesIn), ...(schema.items ? namesIn(schema.items) : [])];
  }

  /** A body of the right form about the person, with everything that one administrator can know. */
  function invented(given: Schema | undefined, person: TestPerson, token: string): unknown {
    if (!given) return {};
    const schema = resolved(given);
    const variant = schema.anyOf?.[0] ?? schema.oneOf?.[0];
    if (variant) return invented(variant, person, token);
    const entries = Object.entries(schema.properties ?? {}).map(
      ([name, inner]) => [name, value(name, resolved(inner), person, token)] as const,
    );
    return Object.fromEntries(entries);
  }

  function value(name: string, schema: Schema, person: TestPerson, token: string): unknown {
    if (/newpassword|^password$/i.test(name)) return NEW_PASSWORD;
    if (/currentpassword/i.test(name)) return 'not the right one';
    if (/token/i.test(name)) return token;
    if (/code/i.test(name)) return NOBODYS_CODE;
    if (/username/i.test(name)) return person.username;
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return schema.enum[0];
    if (schema.format === 'uuid') return person.id;
    if (schema.format === 'date') return '2026-12-24';
    if (schema.type === 'boolean') return true;
    if (schema.type === 'integer' || schema.type === 'number') return 5;
    if (schema.type === 'array') return [];
    if (schema.properties ?? schema.anyOf ?? schema.oneOf) return invented(schema, person, token);
    return 'Testi';
  }
});

/** What ends the person's part in it comes last. */
function inOrder(routes: readonly { route: string; operation: Operation }[]) {
  const isLast = ({ route }: { route: string }): number => Number(/activation$/.test(route));
  return [...routes].sort((one, other) => isLast(one) - isLast(other));
}

/** What there is now and was not before. */
function gained(before: readonly string[], after: readonly string[]): string[] {
  return after.filter(way => !before.includes(way)).map(way => way.split(' ')[0] ?? '');
}
