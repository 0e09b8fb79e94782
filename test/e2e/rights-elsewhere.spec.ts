import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CopyJob } from '../../src/audit/copy/copy.job.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { addDays, startOfDay } from '../../src/kernel/calendar.js';
import { LookAtCases } from '../../src/rights/search/look-at-cases.js';
import { RemindJob } from '../../src/rights/handling/remind.job.js';
import { checkCustody } from '../custody/check-custody.js';
import { ALL_CANARIES, CALLER, WORDS } from '../support/canaries.js';
import { CanaryCase } from '../support/canary-case.js';
import { CaseAskers, isOfCases, readingRoutes, told } from '../support/case-askers.js';
import type { Answer, Client } from '../support/client.js';
import { CONTACTS } from '../support/decided-case.js';
import { HoldScenes } from '../support/holds.js';
import { loggedEvents } from '../support/log.js';
import { TOLD_BY_WEBHOOK } from '../support/notices.js';
import { RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { UNKNOWN_ID } from './route-matrix.table.js';

const DAY_MS = 24 * 3_600_000;
/** What the person says goes with the recording, to whoever opens it. */
const SAID_WITH_RECORDING = 'KYYHKY-21';
const OPENED = 'GET /api/v1/recordings/{id}';

/** A route of the document, and how it is asked for here. */
type Asked = readonly [route: string, path: string];

let server: TestServer;
let scene: CanaryCase;
let askers: CaseAskers;
let routes: ReadonlyMap<string, string>;
/** Of a case about which people were reminded. */
let reminded = '';

beforeAll(async () => {
  server = await startTestServer({ env: { ...CONTACTS, ...TOLD_BY_WEBHOOK } });
  scene = await CanaryCase.on(server);
  await scene.answer();
  await scene.disclose();
  // A hold that nobody has reviewed in time is named among what waits.
  await server.sql(`update hold set review_on = '2026-11-20'`);
  reminded = await remind();
  askers = await CaseAskers.on(server);
  routes = await readingRoutes(server);
  await follow();
}, 120_000);

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

/** A request with ten days left. */
async function remind(): Promise<string> {
  const receivedAt = new Date(server.clock.now().getTime() - 20 * DAY_MS).toISOString();
  const { number } = await new RightsScenes(server).register(scene.registrar, {
    ...{ receivedAt, rights: ['erasure'], text: WORDS.request, person: { name: 'Kanariainen' } },
  });
  await server.app.get(RemindJob).execute();
  return number;
}

async function follow(): Promise<void> {
  await server.app.get(IntegrateEvents).execute();
  await server.app.get(CopyJob).look();
}

/** By which statement the ids are found that routes beginning so are asked with. */
const IDS: readonly (readonly [RegExp, string])[] = [
  [/^\/api\/v1\/recordings\//, 'select id from recording'],
  [/^\/api\/v1\/holds\//, 'select id from hold'],
  [
    /^\/api\/v1\/audit\/events\//,
    `select min(id::text) as id from audit_event where action ~ '^(rights|recording)' group by action`,
  ],
  [/^\/api\/v1\/retention\/certificates\//, 'select unit_id as id from deletion_certificate'],
  [/^\/api\/v1\/retention\/purges\//, 'select id from purge_run'],
  [/^\/api\/v1\/staff\//, `select id from staff where username = 'oili.oikeus'`],
];

const QUERIES: readonly (readonly [RegExp, string])[] = [
  [/\/audit\/events$/, '?limit=200'],
  [/\/audit\/questions\/[\w-]+$/, '?from=2026-11-01&to=2026-12-31'],
  [/\/access-reports\/on-day$/, '?on=2026-11-24'],
  [/\/completeness\/[\w-]+$/, '?from=2026-11-01&to=2026-11-24'],
];

async function everyOtherRoute(among: RegExp): Promise<Asked[]> {
  const found: Asked[] = [];
  const others = [...routes].filter(one => !isOfCases(one) && among.test(one[0])).map(([route]) => route);
  for (const route of others.filter(one => !one.endsWith('/me/changes'))) {
    const path = route.split(' ')[1] ?? '';
    const names = path.includes('{name}') ? await questions() : [''];
    for (const name of names)
      for (const id of await idsFor(path)) found.push([route, filled(path.replace('{name}', name), id)]);
  }
  return found;
}

async function idsFor(path: string): Promise<string[]> {
  if (!path.includes('{id}')) return [''];
  const [, statement] = IDS.find(([of]) => of.test(path)) ?? [];
  if (statement === undefined) return [scene.ids.id];
  return (await server.sql<{ id: string }>(statement)).map(({ id }) => id);
}

async function questions(): Promise<string[]> {
  const { body } = await (askers.readers.get('tapio.tietosuoja') ?? scene.dpo).get('/audit/questions');
  return (body.items as { name: string }[]).map(({ name }) => name);
}

function filled(path: string, id: string): string {
  const whole = path
    .replace('{id}', id)
    .replace('{month}', '2026-11')
    .replace('{source}', 'pbx-1')
    .replace('{path}', 'entries/000.p/50')
    .replace(/\{\w+\}/g, UNKNOWN_ID);
  if (whole.endsWith('/whereabouts')) return `${whole}?id=${scene.ids.id}`;
  return `${whole}${QUERIES.find(([of]) => of.test(whole))?.[1] ?? ''}`;
}

/** One of each kind: who is shut out of cases by two roles at once is so by the same rules. */
const everybody = (): (readonly [string, Client])[] => [
  ...askers.readers,
  ...[...askers.outsiders].filter(([name]) => !name.startsWith('somebody who is') && !name.startsWith('a machine')),
  ['the officer whom it is about', askers.subject],
];

function expectNothingOfTheCase(name: string, asked: Asked, answer: Answer): void {
  const words = asked[0] === OPENED ? ALL_CANARIES.filter(word => word !== SAID_WITH_RECORDING) : ALL_CANARIES;
  expect([name, asked, told(answer, words)]).toEqual([name, asked, []]);
}

/** Asks everything that is not about cases of everybody; who is told a number of a case, by which routes. */
async function askEverywhere(among = /./): Promise<Record<string, string[]>> {
  const numbered: Record<string, Set<string>> = {};
  const [answered, shut] = [new Set<string>(), new Set<string>()];
  for (const asked of await everyOtherRoute(among)) {
    for (const [name, client] of everybody().filter(([who]) => !shut.has(`${who} ${asked[0]}`))) {
      const answer = await client.request(asked[0].split(' ')[0] ?? '', asked[1]);
      if (answer.status === 200) answered.add(asked[0]);
      if (answer.status === 401 || answer.status === 403) shut.add(`${name} ${asked[0]}`); // by any id
      expectNothingOfTheCase(name, asked, answer);
      if (told(answer, [scene.ids.number, reminded]).length > 0) (numbered[name] ??= new Set()).add(asked[0]);
    }
  }
  expect(answered.size).toBeGreaterThan(15);
  return Object.fromEntries(Object.entries(numbered).map(([name, of]) => [name, [...of].sort()]));
}

describe('what is not about cases', () => {
  it('says nothing that is written in one to anybody, and its number to those alone who see cases or read the log', async () => {
    const holds = ['GET /api/v1/holds', 'GET /api/v1/holds/{id}', 'GET /api/v1/recordings/{id}/holds'];
    const log = ['GET /api/v1/audit/events/{id}'];
    const tasks = 'GET /api/v1/tasks';
    expect(await askEverywhere()).toEqual({
      ...{ 'oili.oikeus': [...holds, tasks], 'satu.sijainen': [...holds, tasks] },
      ...{ 'tapio.tietosuoja': [...log, ...holds], 'an auditor': log },
    });
  });

  it('tells whoever hears the call that it is held and for what, not for whom', async () => {
    const { recordingId, number } = scene.ids;
    const answer = await askers.outsiders.get('the agent who registered it')?.get(`/recordings/${recordingId}`);
    expect(answer?.body).toMatchObject({ holdPurposes: ['rights-request'] });
    expect(told(answer as Answer, [number, scene.ids.id, ...ALL_CANARIES])).toEqual([SAID_WITH_RECORDING]);
  });

  it('finds nothing by what is written in a case, and masks whom it finds', async () => {
    for (const [name, client] of everybody())
      for (const search of [{ name: CALLER.name }, { phone: CALLER.phone }, { name: WORDS.request.slice(0, 60) }]) {
        const answer = await client.post('/recordings/searches', search);
        expectNothingOfTheCase(name, ['POST /api/v1/recordings/searches', ''], answer);
        expect([name, told(answer, [scene.ids.number])]).toEqual([name, []]);
      }
  });

  it('has no word of a case in the log that is exported, in either form', async () => {
    for (const [name, client] of everybody())
      for (const format of ['csv', 'ndjson']) {
        const answer = await exported(client, format);
        expectNothingOfTheCase(name, ['POST /api/v1/audit/exports', format], answer);
        const isForIt = ['tapio.tietosuoja', 'an auditor'].includes(name);
        expect([name, answer.status === 200, answer.bytes.includes(scene.ids.number)]).toEqual([
          name,
          isForIt,
          isForIt,
        ]);
      }
  });

  it('tells of alarms and reminders by number and days alone', async () => {
    const rows = await server.sql<{ row: string }>(
      `select n::text as row from notice n union all select a::text from audit_alarm a`,
    );
    const all = rows.map(({ row }) => row).join('\n');
    expect(all).toContain(reminded);
    expect(ALL_CANARIES.filter(word => all.includes(word))).toEqual([]);
  });

  it('has numbers, rights, codes and ids in its events, and no sentence of anybody', async () => {
    const events = (await loggedEvents(server)).filter(({ action }) => action.startsWith('rights-'));
    expect(events.length).toBeGreaterThan(40);
    const texts = events.flatMap(({ facts = {} }) => Object.entries(facts).filter(([, fact]) => isSentence(fact)));
    expect(texts).toEqual([]);
  });

  it('says nothing of it either when the case is closed and the recording has gone', async () => {
    await scene.close();
    await server.app.get(LookAtCases).execute();
    const holds = new HoldScenes(server);
    const [row] = await server.sql<{ due_on: string }>('select due_on from recording');
    server.clock.moveTo(startOfDay(addDays(row?.due_on as never, 1)));
    await holds.endHolds();
    await holds.purge();
    expect(await server.sql('select id from recording')).toEqual([]);
    await askers.signIn();
    await follow();
    await askEverywhere(/\/(recordings|holds|erasures|retention|audit|tasks|staff)\b/);
    const certificates = await askers.readers.get('oili.oikeus')?.get('/retention/certificates');
    expect(certificates?.body.items).not.toEqual([]);
  });
});

/** Lines of JSON are no JSON, so the answer is read as bytes. */
async function exported(client: Client, format: string): Promise<Answer> {
  const answer = await fetch(`${client.url}/api/v1/audit/exports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ format }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, headers: answer.headers, body: {}, bytes };
}

/** Words with a space between them; days, codes, ids and hashes have none. */
function isSentence(fact: unknown): boolean {
  return JSON.stringify(fact ?? null).includes(' ');
}
