import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { AccessGuard } from '../../src/access/index.js';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import { ROUTE_OPENING } from '../../src/platform/http/index.js';
import { DEMO_ACCOUNTS } from '../../src/server/demo-accounts.js';
import { checkCustody } from '../custody/check-custody.js';
import { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { OpenStream } from '../support/open-stream.js';
import { addPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { ASKERS, ROUTES, UNKNOWN_ID, type Asker, type RouteRow } from './route-matrix.table.js';

interface Operation {
  readonly 'x-tallenne-action'?: string;
}

/** The routes of the OpenAPI document with how each is opened. */
type Documented = Readonly<Record<string, string | undefined>>;

describe('every route and every role', () => {
  let server: TestServer;
  let documented: Documented;
  const clients = new Map<Asker, Client>();
  let withoutGrants = '';
  const machines = new Map<Asker, string>();

  beforeAll(async () => {
    server = await startTestServer();
    withoutGrants = (await addPerson(server)).username;
    for (const role of ['scim', 'metrics'] as const) machines.set(role, await tokenFor(role, server));
    for (const asker of ASKERS) clients.set(asker, await clientOf(asker));
    documented = await readDocument(server);
  });

  afterAll(async () => {
    OpenStream.closeAll();
    await checkCustody(server);
    await server.stop();
  });

  it('have a row in the table for each route of the document, and no row without a route', () => {
    expect(mismatches(documented, ROUTES)).toEqual([]);
  });

  it('would fail for a new route without a row, a row without a route, and a route that is opened otherwise', () => {
    const right = Object.fromEntries(Object.entries(ROUTES).map(([route, { opening }]) => [route, opening]));
    const { 'GET /healthz': _, ...fewer } = right;
    const wrong = { ...fewer, 'GET /api/v1/new': 'anyone', 'GET /api/v1/me': 'anyone', 'GET /readyz': undefined };
    expect(mismatches(right, ROUTES)).toEqual([]);
    expect(mismatches(wrong, ROUTES)).toEqual([
      'GET /api/v1/me is opened to anyone instead of signed-in',
      'GET /api/v1/new has no row',
      'GET /healthz has a row but is no route',
      'GET /readyz is opened to nobody instead of anyone',
    ]);
  });

  it('have a declared opening on each handler of each controller, all of them in the document', () => {
    const handlers = handlersOf(server);
    expect(handlers.filter(({ opening }) => !opening).map(({ name }) => name)).toEqual([]);
    expect(handlers.length).toBe(Object.keys(documented).length);
  });

  it('are refused by the guard where nothing is declared', async () => {
    const bare = { getHandler: () => () => undefined, switchToHttp: () => ({ getRequest: () => ({ user: {} }) }) };
    const asked = server.app.get(AccessGuard).canActivate(bare as unknown as ExecutionContext); // all that the guard looks at
    await expect(asked).rejects.toMatchObject({ code: 'route-not-opened' });
  });

  it('answer nobody with success except where a route is open to anyone', () => {
    const open = Object.entries(ROUTES).filter(([, { statuses }]) => statuses.anonymous < 300);
    expect(open.map(([, { opening }]) => opening)).toEqual(open.map(() => 'anyone'));
  });

  describe.each(Object.entries(ROUTES))('%s', (route, row) => {
    it('answers each role as the table says, and writes each refusal of a right down', async () => {
      const answered: Partial<Record<Asker, number>> = {};
      const events = await eventsDuring(server, async () => {
        for (const asker of ASKERS) answered[asker] = await statusOf(route, row, asker);
      });
      expect(answered).toEqual(row.statuses);
      const refused = ASKERS.filter(asker => row.opening !== 'anyone' && row.statuses[asker] === 403);
      expect(events.filter(({ action }) => action === 'route.refused')).toHaveLength(refused.length);
    });
  });

  async function statusOf(route: string, row: RouteRow, asker: Asker): Promise<number> {
    const [method = '', path = ''] = route.split(' ');
    const client = row.endsSession ? await clientOf(asker) : clients.get(asker);
    if (row.endless && client) return (await OpenStream.open(client, path)).status;
    const answer = await client?.request(
      method,
      path.replace(/\{(id|\w+Id)\}/g, UNKNOWN_ID).replace('{name}', 'pbx-9'),
      row.body,
    );
    return answer?.status ?? 0;
  }

  async function clientOf(asker: Asker): Promise<Client> {
    if (asker === 'anonymous') return server.anonymous();
    if (asker === 'ingest') return server.ingest();
    const token = machines.get(asker);
    if (token !== undefined) return new Client(server.url, token);
    return server.as(asker === 'none' ? withoutGrants : usernameOf(asker));
  }
});

async function tokenFor(role: 'scim' | 'metrics', { app }: TestServer): Promise<string> {
  const draft = { name: `machine-${role}`, role, expiresOn: '2026-12-24' } as const;
  return (await app.get(ServiceAccounts).create(draft, THE_SYSTEM)).token;
}

function usernameOf(role: Asker): string {
  return DEMO_ACCOUNTS.find(({ grants }) => grants.some(grant => grant.role === role))?.username ?? '';
}

async function readDocument(server: TestServer): Promise<Documented> {
  const { body } = await server.anonymous().get('/api/openapi.json');
  const paths = body.paths as Record<string, Record<string, Operation>>; // OpenAPI 3.1, of operations alone
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
  return Object.fromEntries(routes.map(([route, operation]) => [route, operation['x-tallenne-action']]));
}

/** Where document and table differ, a line each, in order. */
function mismatches(documented: Documented, rows: Readonly<Record<string, RouteRow>>): string[] {
  const routes = Object.keys(documented);
  const opened = routes.filter(route => rows[route] && rows[route].opening !== documented[route]);
  return [
    ...routes.filter(route => !rows[route]).map(route => `${route} has no row`),
    ...Object.keys(rows)
      .filter(route => !routes.includes(route))
      .map(route => `${route} has a row but is no route`),
    ...opened.map(route => `${route} is opened to ${documented[route] ?? 'nobody'} instead of ${rows[route]?.opening}`),
  ].sort();
}

interface Handler {
  readonly name: string;
  readonly opening: unknown;
}

function handlersOf({ app }: TestServer): Handler[] {
  const reflector = app.get(Reflector);
  const controllers = app.get(DiscoveryService, { strict: false }).getControllers();
  return controllers.flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as object;
    const methods = new MetadataScanner().getAllMethodNames(prototype);
    const handlers = methods.map(method => ({ method, handler: Reflect.get(prototype, method) as () => unknown }));
    return handlers
      .filter(({ handler }) => Reflect.hasMetadata('path', handler))
      .map(({ method, handler }) => ({
        name: `${metatype.name}.${method}`,
        opening: reflector.get<unknown>(ROUTE_OPENING, handler),
      }));
  });
}
