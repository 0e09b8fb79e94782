import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { tableOf } from '../../src/cli/promises.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { CheckPromises, PROMISE_NAMES, promiseOf } from '../../src/register/index.js';
import { PromisesJob } from '../../src/register/promises/promises.job.js';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { BROKEN_PROMISES, published } from '../support/broken-promises.js';
import type { Client } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { pdfText } from '../support/pdf-text.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { SETTLED } from '../support/settled-notice.js';

interface Shown {
  readonly promise: string;
  readonly standing: string;
  readonly tooOld: boolean;
  readonly figures: readonly { readonly name: string; readonly value: unknown }[];
  readonly checkedAt: string | null;
  readonly logIndex: number | null;
  readonly incident: Incident | null;
}

interface Incident {
  readonly id: string;
  readonly promise: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly mayAnswer: boolean;
  readonly maySettle: boolean;
}

async function shown(client: Client, promise: string): Promise<Shown> {
  const { body } = await client.get('/promises');
  const found = (body.items as Shown[]).find(one => one.promise === promise);
  if (!found) throw new Error(`${promise} is not shown.`);
  return found;
}

const figuresOf = ({ figures }: Shown) => Object.fromEntries(figures.map(({ name, value }) => [name, value]));
const check = (server: TestServer) => server.app.get(CheckPromises).execute(THE_SYSTEM);
const OWNERS = {
  administrator: ['yrjo.yllapito', 'paula.paakayttaja'],
  'rights-officer': ['oili.oikeus', 'satu.sijainen'],
} as const;

describe('each promise', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await startTestServer({ env: SETTLED });
  });

  afterEach(() => server.stop());

  it.each(PROMISE_NAMES)(
    '%s is shown to hold, and to be broken when its control is, with an incident for one person',
    async promise => {
      const { holds, breaks, shows } = BROKEN_PROMISES[promise];
      await holds?.(server);
      const before = (await check(server)).find(one => one.promise === promise);
      expect([before?.standing, before?.broken]).toEqual(['kept', 0]);
      expect(await server.sql('select 1 from promise_incident where promise = $1', [promise])).toEqual([]);

      await breaks(server);
      await check(server);
      await check(server);
      const aila = await server.as('aila.auditoija');
      const after = await shown(aila, promise);
      expect([after.standing, figuresOf(after)]).toEqual(['broken', expect.objectContaining(shows)]);
      const owners = OWNERS[promiseOf(promise).answers].map(username => server.ids.get(username));
      expect(owners).toContain(after.incident?.ownerId);
      expect(await loggedEvents(server, 'promise-incident.opened').then(ofPromise(promise))).toHaveLength(1);
    },
  );
});

function ofPromise(promise: string) {
  return (events: readonly { readonly facts?: Readonly<Record<string, unknown>> }[]) =>
    events.filter(({ facts }) => facts?.['promise'] === promise);
}

describe('promises and their proof', () => {
  let server: TestServer;
  let aila: Client;
  let tapio: Client;

  beforeAll(async () => {
    server = await startTestServer({ env: SETTLED });
    [aila, tapio] = [await server.as('aila.auditoija'), await server.as('tapio.tietosuoja')];
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  it('are not known before anybody looks', async () => {
    const { body } = await tapio.get('/promises');
    const items = body.items as Shown[];
    expect(items.map(({ promise }) => promise)).toEqual(PROMISE_NAMES);
    expect(items.map(({ standing, checkedAt }) => [standing, checkedAt])).toEqual(items.map(() => ['not-known', null]));
  });

  it('are checked at the press of a button, each with its event and its place in the log', async () => {
    expect((await tapio.post('/promises/checks')).status).toBe(200);
    await server.app.get(IntegrateEvents).execute();
    const events = await loggedEvents(server, 'promise.checked');
    expect(events.map(({ object }) => object?.id)).toEqual(PROMISE_NAMES);
    for (const { actor } of events) expect(actor.id).toBe(server.ids.get('tapio.tietosuoja'));
    const stores = await shown(tapio, 'stores-in-finland');
    const [leaf] = await server.sql<{ index: number }>('select index from audit_leaf where event_id = $1', [
      events.find(({ object }) => object?.id === 'stores-in-finland')?.id,
    ]);
    expect([stores.standing, stores.logIndex]).toEqual(['kept', leaf?.index]);
    for (const promise of ['log-verified', 'rows-keys-blobs-agree', 'mailbox-tried', 'notice-says-the-rules'])
      expect([promise, (await shown(tapio, promise)).standing]).toEqual([promise, 'not-known']);
  });

  it('tell of nobody: no name, no person’s id', async () => {
    const rows = await server.sql<{ figures: object }>('select figures from promise_check');
    const events = await loggedEvents(server, 'promise.checked');
    const told = JSON.stringify([rows, events.map(({ facts }) => facts)]);
    for (const id of server.ids.values()) expect(told).not.toContain(id);
    expect(told).not.toMatch(/Maija|maija/);
  });

  it('are checked once a night, by whichever instance looks', async () => {
    const beside = await server.beside();
    server.clock.moveTo(new Date(startOfDay(addDays(helsinkiDay(NOW), 1)).getTime() + 3 * 3_600_000));
    const before = (await loggedEvents(server, 'promise.checked')).length;
    const count = async () => (await loggedEvents(server, 'promise.checked')).length - before;
    await server.app.get(PromisesJob).look();
    expect(await count()).toBe(0);
    server.clock.advance(3_600_000);
    await Promise.all([server, beside, server].map(({ app }) => app.get(PromisesJob).look()));
    await beside.app.get(PromisesJob).look();
    expect(await count()).toBe(PROMISE_NAMES.length);
    await beside.stop();
  });

  it('say nothing any more when nobody has looked for two nights', async () => {
    server.clock.advance(3 * 86_400_000);
    aila = await server.as('aila.auditoija');
    expect(await shown(aila, 'stores-in-finland')).toMatchObject({ standing: 'not-known', tooOld: true });
  });

  it('are read on paper and on the terminal', async () => {
    tapio = await server.as('tapio.tietosuoja');
    const { bytes, status } = await tapio.get('/promises/pdf?language=sv');
    expect([status, pdfText(bytes)]).toEqual([200, expect.stringContaining('Löften och bevis')]);
    expect(pdfText(bytes)).toContain('Samtalsinspelningarna och kontakthistoriken förvaras på en server i Finland.');
    const lines = tableOf(await check(server));
    expect(lines.find(line => line.includes('stores-in-finland'))).toMatch(/^Kept\s+stores-in-finland \(§ 12\)$/);
    expect(lines.at(-1)).toMatch(/^Kept \d+, broken \d+, not known \d+\.$/);
  });
});

describe('an incident about a promise', () => {
  let server: TestServer;
  let incident: Incident;
  const text = 'Pääkäyttäjä muutti kantaa käsin; muutos on kumottu.';
  const as = (username: string) => server.as(username);
  const act = async (who: string, what: string, body: object) =>
    (await as(who)).post(`/promise-incidents/${incident.id}/${what}`, body);
  const waits = async (who: string, kind: string) => {
    const { body } = await (await as(who)).get('/tasks');
    return (body.groups as { kind: string; count: number }[]).find(group => group.kind === kind)?.count ?? 0;
  };
  const breakIt = () => server.sql(`update access_grant set until_on = from_on + 1000 where role = 'trainer'`);

  beforeAll(async () => {
    server = await startTestServer({ env: SETTLED });
    await breakIt();
    await check(server);
    incident = (await shown(await as('aila.auditoija'), 'grants-within-bounds')).incident as Incident; // it was opened
  });

  afterAll(() => server.stop());

  it('waits for its owner alone, who may hand it to somebody fit, and answers', async () => {
    const usernames = ['yrjo.yllapito', 'paula.paakayttaja'];
    const [owner = '', other = ''] =
      server.ids.get('yrjo.yllapito') === incident.ownerId ? usernames : usernames.toReversed();
    expect([await waits(owner, 'promise-incidents'), await waits(other, 'promise-incidents')]).toEqual([1, 0]);
    expectProblem(await act(other, 'answer', { text }), 403, 'not-owner');
    const unfit = { ownerId: server.ids.get('maija.malli'), reason: 'Testi.' };
    expectProblem(await act(owner, 'owner', unfit), 422, 'owner-unfit');
    expect((await act(owner, 'owner', { ownerId: server.ids.get(other), reason: 'Lomalla.' })).status).toBe(204);
    expect([await waits(owner, 'promise-incidents'), await waits(other, 'promise-incidents')]).toEqual([0, 1]);
    expectProblem(await act(owner, 'answer', { text }), 403, 'not-owner');
    expect((await act(other, 'answer', { text })).status).toBe(204);
    expect([await waits(other, 'promise-incidents'), await waits('aila.auditoija', 'promise-answers')]).toEqual([0, 1]);
  });

  it('stays when the promise holds again, which the page says, and is settled by a person who is not its owner', async () => {
    await server.sql(`update access_grant set until_on = from_on + 100 where role = 'trainer'`);
    await check(server);
    const held = await shown(await as('aila.auditoija'), 'grants-within-bounds');
    expect([held.standing, held.incident?.id]).toEqual(['kept', incident.id]);
    const outcome = { outcome: 'corrected', text: 'Kunnossa.' };
    expectProblem(await act('yrjo.yllapito', 'outcome', outcome), 403, 'not-permitted');
    expectProblem(await act('tapio.tietosuoja', 'outcome', outcome), 403, 'not-permitted');
    expect((await act('aila.auditoija', 'outcome', outcome)).status).toBe(204);
    expectProblem(await act('aila.auditoija', 'outcome', outcome), 409, 'incident-settled');
    const { body } = await (await as('tapio.tietosuoja')).get('/promise-incidents');
    expect((body.items as object[]).find(one => (one as Incident).id === incident.id)).toMatchObject({
      answer: { text },
      outcome: { outcome: 'corrected', text: 'Kunnossa.', byName: 'Aila Auditoija' },
    });
    await expect(
      server.sql('update promise_incident set settled_by = owner_id where id = $1', [incident.id]),
    ).rejects.toThrow('promise_incident_by_another');
  });

  it('is opened anew when the promise breaks again, and its texts are in no event', async () => {
    await breakIt();
    await check(server);
    const again = (await shown(await as('aila.auditoija'), 'grants-within-bounds')).incident;
    expect(again?.id).not.toBe(incident.id);
    expect(JSON.stringify(await loggedEvents(server))).not.toContain('muutti kantaa');
  });

  it('is told of by the page together with the published notice that keeps its word', async () => {
    await published(server);
    await check(server);
    expect(await shown(await as('tapio.tietosuoja'), 'notice-says-the-rules')).toMatchObject({ standing: 'kept' });
  });
});

describe('tallenne promises', () => {
  const cli = resolve(import.meta.dirname, '../../dist/src/cli/main.js');
  let server: TestServer;

  /** The command goes by the machine's clock. */
  beforeAll(async () => {
    server = await startTestServer({ at: new Date(), env: SETTLED });
  });

  afterAll(() => server.stop());

  const tallenne = (...parameters: string[]) =>
    new Promise<{ readonly code: unknown; readonly stdout: string }>(done => {
      const env = { PATH: process.env['PATH'], ...server.env };
      execFile(process.execPath, [cli, 'promises', ...parameters], { env }, (error, stdout) => {
        done({ code: error?.code ?? 0, stdout });
      });
    });

  it('prints a table beside a running server, and ends well where nothing is broken', async () => {
    const { code, stdout } = await tallenne();
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Kept {7}stores-in-finland \(§ 12\)\n.*Keys: Finland/)]);
    expect(stdout).toMatch(/broken 0, not known \d+\.\n$/);
    const [event] = await loggedEvents(server, 'promise.checked');
    expect(event?.actor).toMatchObject({ kind: 'system', id: null });
  });

  it('ends with 1 where one is broken, and says it to a program', async () => {
    await server.sql(`update access_grant set until_on = from_on + 1000 where role = 'trainer'`);
    const { code, stdout } = await tallenne('--json');
    const all = JSON.parse(stdout) as { promise: string; standing: string; figures: object; control: string }[];
    expect([code, all.map(({ promise }) => promise)]).toEqual([1, PROMISE_NAMES]);
    expect(all.find(({ promise }) => promise === 'grants-within-bounds')).toMatchObject({
      ...{ standing: 'broken', figures: { tooLong: 1 }, control: 'docs/grants.md#a-grant-by-two' },
    });
  });
});
