import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startOfDay, addDays, type Day } from '../../src/kernel/calendar.js';
import { Reconcile, RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Answer, Client } from '../support/client.js';
import { HoldScenes, type Filed } from '../support/holds.js';
import { LogInWords } from '../support/log-in-words.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PEOPLE = [
  'risto.reklamaatio',
  'liisa.lupa',
  'oili.oikeus',
  'kirsi.koulu',
  'yrjo.yllapito',
  'paula.paakayttaja',
] as const;
const reason = 'Asia on ratkaistu.';

/** Each event in whole, as an auditor reads it (docs/audit-events.md). */
describe('what the log says of retention', () => {
  let server: TestServer;
  let scenes: HoldScenes;
  let log: LogInWords;
  const clients = new Map<string, Client>();

  beforeAll(async () => {
    server = await startTestServer();
    scenes = new HoldScenes(server);
    log = new LogInWords(server);
    for (const name of PEOPLE) clients.set(name, await server.as(name));
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  function by(name: (typeof PEOPLE)[number]): Client {
    const client = clients.get(name);
    if (!client) throw new Error(`${name} is not signed in`);
    return client;
  }

  /** A call by the name `call`; what is said of each call that an event is about. */
  async function delivered(call: string): Promise<{ filed: Filed; about: object }> {
    const filed = await scenes.deliver();
    log.name(filed.id, call);
    log.name(filed.contactId, `contact of ${call}`);
    const { startedAt } = callMetadata(server.clock.now());
    const about = {
      contactId: `contact of ${call}`,
      agentId: 'maija.malli',
      queue: 'user-support',
      unit: 'Ward systems',
    };
    return { filed, about: { ...about, startedAt: new Date(String(startedAt)).toISOString() } };
  }

  const idOf = async (asked: Promise<Answer>): Promise<string> => String((await asked).body.id);

  it('is of a hold who asked for it until when, who decided, what that moved, and who ended it', async () => {
    const { filed, about } = await delivered('call');
    const ordinary = filed.dueOn;
    const facts = { ...about, kind: 'complaint', requestedBy: 'risto.reklamaatio' };
    const of = (event: string, name: string, more: object, sealed?: string[]) => ({
      ...{ event: `hold.${event} done`, by: name, object: 'hold hold', recordingId: 'call', reference: 'V-1' },
      ...{ facts: { ...facts, ...more }, ...(sealed && { sealed }) },
    });
    const refused = (event: string, name: string, sealed: string[]) => ({
      ...{ event: `hold.${event}`, by: name, object: 'hold hold', recordingId: 'call', sealed },
      facts: { ...about, kind: 'complaint' },
    });
    const moved = (name: string, from: Day, to: Day, holdPurposes: string[]) => ({
      ...{ event: 'due-day.moved done', by: name, object: 'recording call', recordingId: 'call' },
      facts: { ...about, from, to, contactFrom: from, contactTo: to, heldThroughOn: to, holdPurposes },
    });
    let id = '';
    const asked = await log.of(async () => (id = await idOf(scenes.ask(by('risto.reklamaatio'), filed.id))));
    log.name(id, 'hold');
    const wanted = { wantedUntil: scenes.inDays(100), reviewOn: scenes.inDays(90), until: scenes.inDays(7) };
    const request = of('requested', 'risto.reklamaatio', {
      ...wanted,
      continues: null,
      provisional: true,
      state: 'requested',
    });
    expect(asked).toEqual([
      { ...request, object: 'hold an id', sealed: ['necessity'] }, // it has no name yet
      moved('risto.reklamaatio', ordinary, ordinary, []),
    ]);
    expect(await log.of(() => by('liisa.lupa').post(`/holds/${id}/approval`))).toEqual([
      of('approved', 'liisa.lupa', { until: scenes.inDays(100) }),
      moved('liisa.lupa', ordinary, scenes.inDays(100), ['complaint']),
    ]);
    const longer = { necessity: 'Jatkuu', until: scenes.inDays(150) };
    expect(await log.of(() => by('oili.oikeus').post(`/holds/${id}/extensions`, longer))).toEqual([
      refused('requested refused not-permitted', 'oili.oikeus', ['necessity']),
    ]);
    expect(await log.of(() => by('liisa.lupa').get(`/holds/${id}`))).toEqual([
      of('viewed', 'liisa.lupa', { until: scenes.inDays(100) }),
    ]);
    const released = () => by('risto.reklamaatio').post(`/holds/${id}/release`, { reason });
    expect(await log.of(released)).toEqual([
      of('released', 'risto.reklamaatio', { until: scenes.today }, ['reason']),
      moved('risto.reklamaatio', scenes.inDays(100), ordinary, []),
    ]);
    expect(await log.of(released)).toEqual([
      refused('released refused hold-released', 'risto.reklamaatio', ['reason']),
    ]);
  });

  it('is of a hold that is refused by whom, and of one that nobody may ask for what was wanted', async () => {
    const { filed, about } = await delivered('other call');
    const id = await idOf(scenes.ask(by('risto.reklamaatio'), filed.id));
    const call = { recordingId: 'other call', reference: 'V-1' };
    const facts = { ...about, kind: 'complaint' };
    const [refusal] = await log.of(() => by('liisa.lupa').post(`/holds/${id}/refusal`, { reason }));
    expect(refusal).toEqual({
      ...{ event: 'hold.refused done', by: 'liisa.lupa', object: 'hold an id', ...call, sealed: ['reason'] },
      facts: { ...facts, requestedBy: 'risto.reklamaatio', until: scenes.today },
    });
    expect(await log.of(() => scenes.ask(by('kirsi.koulu'), filed.id))).toEqual([
      {
        ...{
          event: 'hold.requested refused not-permitted',
          by: 'kirsi.koulu',
          object: 'recording other call',
          ...call,
        },
        ...{ facts: { ...facts, wantedUntil: scenes.inDays(100) }, sealed: ['necessity'] },
      },
    ]);
  });

  it('is of a list of holds that it was seen, and what was asked for', async () => {
    expect(await log.of(() => by('liisa.lupa').get('/holds'))).toEqual([
      { event: 'holds.listed done', by: 'liisa.lupa', facts: { continued: false, limit: 50 } },
    ]);
  });

  it('is of an erasure who asked for it on which ground, who decided, and what went', async () => {
    const { filed, about } = await delivered('private call');
    const { startedAt, ...said } = about as { startedAt: string };
    const ground = { ground: 'private-call', reason: 'Soittaja luuli soittavansa sisarelleen.' };
    const ask = () => by('liisa.lupa').post(`/recordings/${filed.id}/erasure`, ground);
    const facts = { ...said, ground: 'private-call', requestedBy: 'liisa.lupa', target: 'recording' };
    const of = (event: string, name: string, more: object = {}) => ({
      ...{ event: `erasure.${event}`, by: name, object: 'erasure an id', recordingId: 'private call', facts, ...more },
    });
    let id = '';
    const asked = async () => (id = await idOf(ask()));
    const request = of('requested done', 'liisa.lupa', { sealed: ['reason'] });
    expect(await log.of(asked)).toEqual([request]);
    expect(await log.of(ask)).toEqual([
      {
        ...{ event: 'erasure.requested refused erasure-waiting', by: 'liisa.lupa', object: 'recording private call' },
        ...{ recordingId: 'private call', facts: { ground: 'private-call' } },
      },
    ]);
    const confirmed = (name: 'liisa.lupa' | 'oili.oikeus') => () => by(name).post(`/erasures/${id}/confirmation`);
    expect(await log.of(confirmed('liisa.lupa'))).toEqual([
      { event: 'erasure.intended refused not-second-person', by: 'liisa.lupa', object: 'erasure an id' },
    ]);
    expect(await log.of(() => by('oili.oikeus').post(`/erasures/${id}/refusal`, { reason }))).toEqual([
      of('refused done', 'oili.oikeus', { sealed: ['reason'] }),
    ]);
    await asked();
    expect(await log.of(() => by('liisa.lupa').post(`/erasures/${id}/withdrawal`))).toEqual([
      of('withdrawn done', 'liisa.lupa'),
    ]);
    await asked();
    const requestedAt = server.clock.now().toISOString();
    expect(await log.of(confirmed('oili.oikeus'))).toEqual([
      of('intended done', 'oili.oikeus', {
        facts: {
          ...{ ...facts, startedAt, requestedAt, callOn: scenes.today, ordinaryDueOn: filed.dueOn },
          ...{ targetId: 'private call', contactTo: null, tombstone: expect.stringMatching(/^[\w-]{43}$/) },
        },
      }),
      of('completed done', 'system', { facts: { ...facts, recordings: 1, units: 2 } }),
    ]);
    expect(await log.of(() => by('oili.oikeus').get('/erasures'))).toEqual([
      { event: 'erasures.listed done', by: 'oili.oikeus', facts: {} },
    ]);
    const { facts: _facts, ...viewed } = of('viewed done', 'oili.oikeus');
    expect(await log.of(() => by('oili.oikeus').get(`/erasures/${id}`))).toEqual([viewed]);
  });

  it('is of a rule what it says, who proposed and who adopted it, and who could not', async () => {
    const rule = { kind: 'days', days: 30, clause: 'Tietosuojaseloste 6 §', appliesToEarlier: true };
    const inForceFrom = scenes.inDays(1);
    const proposedAt = server.clock.now().toISOString();
    const of = (event: string, name: string) => ({
      ...{ event: `retention-rule.${event} done`, by: name, object: 'retention-rule 2', sealed: ['reason'] },
      facts: { ...rule, inForceFrom, months: null, version: 2, proposedAt, proposedBy: 'yrjo.yllapito' },
    });
    const adopted = (name: 'yrjo.yllapito' | 'paula.paakayttaja') => () =>
      by(name).post('/retention/rules/2/decision', { outcome: 'adopted', reason });
    const proposed = () => by('yrjo.yllapito').post('/retention/rules', { ...rule, inForceFrom, reason });
    expect(await log.of(proposed)).toEqual([of('proposed', 'yrjo.yllapito')]);
    expect(await log.of(adopted('yrjo.yllapito'))).toEqual([
      { event: 'retention-rule.adopted refused not-second-person', by: 'yrjo.yllapito', object: 'retention-rule 2' },
    ]);
    expect(await log.of(adopted('paula.paakayttaja'))).toEqual([of('adopted', 'paula.paakayttaja')]);
  });

  it('is of a departure that somebody proposed it; where to and why is sealed', async () => {
    const wanted = { to: 'Uusi järjestelmä Oy', reason };
    expect(await log.of(() => by('yrjo.yllapito').post('/departures', wanted))).toEqual([
      { event: 'departure.proposed done', by: 'yrjo.yllapito', object: 'departure an id', sealed: ['reason', 'to'] },
    ]);
  });

  it('is of a reconciliation what was counted, and of a purge which day went, and how much with it', async () => {
    const [held] = await server.sql<{ recordings: number; keys: number }>(
      `select count(*)::int as recordings from recording`,
    );
    const [counted] = await log.of(() => server.app.get(Reconcile).execute(null));
    expect(counted).toEqual({
      ...{ event: 'reconciliation.completed done', by: 'system', object: 'reconciliation an id' },
      facts: { audio: held?.recordings, blobs: held?.recordings, keys: expect.any(Number), over: 0 },
    });
    const [last] = await server.sql<{ day: Day }>('select max(due_on) as day from recording');
    const day = last?.day ?? scenes.today;
    server.clock.moveTo(startOfDay(addDays(day, 1)));
    const purged = await log.of(() => server.app.get(RunPurges).execute());
    expect(purged.filter(({ event }) => event.startsWith('purge.'))).toEqual([
      { event: 'purge.intended done', by: 'system', object: 'purge-run an id', facts: { day } },
      {
        ...{ event: 'purge.completed done', by: 'system', object: 'purge-run an id' },
        facts: {
          ...{ day, recordings: held?.recordings, contacts: held?.recordings, dossiers: 0, quarantined: 0 },
          ...{ trainingCopies: 0, freedBytes: expect.any(Number), keyDestroyedAt: server.clock.now().toISOString() },
          certificatesRoot: expect.stringMatching(/^[\da-f]{64}$/),
        },
      },
    ]);
  });
});
