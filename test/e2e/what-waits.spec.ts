import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import { announce } from '../support/announce.js';
import { RightsScenes } from '../support/rights.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

interface Group {
  readonly kind: string;
  readonly count: number;
  readonly items: readonly { readonly id: string; readonly label: string; readonly on: string | null }[];
}

const TODAY = helsinkiDay(NOW);

describe('what waits for people on the floors above', () => {
  let server: TestServer;
  let recordingId = '';
  const clients = new Map<string, Client>();

  beforeAll(async () => {
    server = await startTestServer();
    const { body } = await server.ingest().deliver(callMetadata(NOW), wav({ seconds: 1 }));
    recordingId = String(body.id);
  });

  afterAll(() => server.stop());

  async function as(username: string): Promise<Client> {
    const known = clients.get(username) ?? (await server.as(username));
    clients.set(username, known);
    return known;
  }

  async function groupsOf(username: string): Promise<readonly Group[]> {
    return (await (await as(username)).get('/tasks')).body.groups as Group[];
  }

  async function group(username: string, kind: string): Promise<Group | undefined> {
    return (await groupsOf(username)).find(one => one.kind === kind);
  }

  it('is nothing at first, and looking at it is nothing that the log knows', async () => {
    const events = await eventsDuring(server, async () => {
      for (const who of ['maija.malli', 'liisa.lupa', 'oili.oikeus', 'aila.auditoija', 'yrjo.yllapito'])
        expect(await groupsOf(who)).toEqual([]);
    });
    expect(events.filter(({ action }) => !action.startsWith('session.'))).toEqual([]);
  });

  it('is a hold for everybody who may decide it, by the day on which its protection ends, and for nobody who asked', async () => {
    const wanted = { kind: 'complaint', reference: 'V-77', necessity: 'Asia on kesken.', until: addDays(TODAY, 100) };
    await (await as('risto.reklamaatio')).post(`/recordings/${recordingId}/holds`, wanted);
    for (const who of ['liisa.lupa', 'oili.oikeus'])
      expect(await group(who, 'holds')).toMatchObject({ count: 1, items: [{ label: 'V-77', on: addDays(TODAY, 7) }] });
    for (const who of ['risto.reklamaatio', 'tapio.tietosuoja', 'maija.malli'])
      expect(await group(who, 'holds')).toBeUndefined();
    const other = await addPerson(server, { grants: [{ role: 'team-lead', queues: ['muu-jono'] }] });
    expect(await group(other.username, 'holds')).toBeUndefined();
    const [{ id } = { id: '' }] = await server.sql<{ id: string }>('select id from hold');
    await (await as('liisa.lupa')).post(`/holds/${id}/approval`);
    expect(await group('oili.oikeus', 'holds')).toBeUndefined();
  });

  it('is what one administrator proposed for another, and a departure for the rights officer alone', async () => {
    const reason = 'Testi';
    const rule = { kind: 'days', days: 61, clause: '6 §', inForceFrom: '2027-02-01', appliesToEarlier: true, reason };
    const yrjo = await as('yrjo.yllapito');
    await yrjo.post('/retention/rules', rule);
    await yrjo.post('/departures', { to: 'Uusi järjestelmä', reason });
    expect(await group('paula.paakayttaja', 'retention-rules')).toMatchObject({ count: 1, items: [{ label: '6 §' }] });
    expect(await groupsOf('yrjo.yllapito')).toEqual([]);
    expect(await group('paula.paakayttaja', 'departures')).toBeUndefined();
    expect(await group('oili.oikeus', 'departures')).toMatchObject({ count: 1, items: [{ on: addDays(TODAY, 7) }] });
  });

  it('is an erasure and a training copy for a second person', async () => {
    const { body } = await server.ingest().deliver(callMetadata(NOW), wav({ seconds: 1, seed: 2 }));
    const id = String(body.id);
    await (
      await as('maija.malli')
    ).post(`/recordings/${id}/erasure`, { ground: 'private-call', reason: 'Yksityinen.' });
    const copy = { course: 'KURSSI-9', necessity: 'Hyvä esimerkki.', until: addDays(TODAY, 100) };
    await (await as('kirsi.koulu')).post(`/recordings/${id}/training-copies`, copy);
    expect(await group('liisa.lupa', 'erasures')).toMatchObject({ count: 1, items: [{ label: 'user-support' }] });
    expect(await group('liisa.lupa', 'training-copies')).toMatchObject({ count: 1, items: [{ label: 'KURSSI-9' }] });
    for (const who of ['maija.malli', 'kirsi.koulu']) expect(await groupsOf(who)).toEqual([]);
  });

  it('is a request for officers by its last day, and for the person whom it is about as for nobody', async () => {
    const scenes = new RightsScenes(server);
    const registered = await scenes.register(await as('maija.malli'));
    const expected = { count: 1, items: [{ id: registered.id, label: registered.number, on: registered.lastOn }] };
    for (const who of ['oili.oikeus', 'satu.sijainen'])
      expect(await group(who, 'rights-requests')).toMatchObject(expected);
    for (const who of ['tapio.tietosuoja', 'maija.malli', 'aila.auditoija'])
      expect(await group(who, 'rights-requests')).toBeUndefined();
    const set = (column: string, value: string | undefined) =>
      server.sql(`update rights_case set ${column} = $2 where id = $1`, [registered.id, value]);
    await set('subject_staff_id', server.ids.get('oili.oikeus'));
    expect(await group('oili.oikeus', 'rights-requests')).toBeUndefined();
    await set('subject_staff_id', '');
    await set('officer_id', server.ids.get('oili.oikeus'));
    expect(await group('satu.sijainen', 'rights-requests')).toBeUndefined();
    await server.sql(`update rights_claim set state = 'decided', decided_by = $2 where case_id = $1`, [
      ...[registered.id, server.ids.get('oili.oikeus')],
    ]);
    expect(await group('satu.sijainen', 'rights-confirmations')).toMatchObject({ count: 1 });
    expect(await group('oili.oikeus', 'rights-confirmations')).toBeUndefined();
  });

  it('is what cannot be filed, and sources in trouble, for team leads', async () => {
    await announce(server);
    expect(await group('liisa.lupa', 'to-sort-out')).toMatchObject({ count: 1, items: [{ label: 'pbx-1' }] });
    expect(await group('yrjo.yllapito', 'to-sort-out')).toBeUndefined();
    await server.sql(
      `insert into ingest_alarm (id, kind, source, raised_at) values (gen_random_uuid(), 'source-silent', 'pbx-1', $1)`,
      [NOW],
    );
    for (const who of ['liisa.lupa', 'yrjo.yllapito'])
      expect(await group(who, 'sources')).toMatchObject({ count: 1, items: [{ id: 'pbx-1' }] });
    expect(await group('aila.auditoija', 'sources')).toBeUndefined();
  });

  it('is the sample of last week until somebody has drawn it, and a note until its agent has read it', async () => {
    const week = addDays(TODAY, -8); // the tests begin on a Tuesday
    const ended = new Date(startOfDay(week).getTime() + 10 * 3_600_000);
    const { body } = await server.ingest().deliver(callMetadata(ended, { queue: 'otosjono' }), wav({ seconds: 1 }));
    const id = String(body.id);
    expect(await group('liisa.lupa', 'weekly-samples')).toMatchObject({ count: 1, items: [{ label: 'otosjono' }] });
    expect(await group('maija.malli', 'weekly-samples')).toBeUndefined();
    const liisa = await as('liisa.lupa');
    await liisa.post('/weekly-samples', { queue: 'otosjono', week, calls: 1 });
    expect(await group('liisa.lupa', 'weekly-samples')).toBeUndefined();
    await liisa.post(`/recordings/${id}/playbacks`, { purpose: 'service-development', reference: 'OTOS-1' });
    expect(await group('maija.malli', 'call-notes')).toBeUndefined();
    const note = await liisa.request('PUT', `/recordings/${id}/call-note`, { text: 'Hyvin hoidettu.' });
    expect(await group('maija.malli', 'call-notes')).toMatchObject({ count: 1, items: [{ label: 'otosjono' }] });
    expect(await group('liisa.lupa', 'call-notes')).toBeUndefined();
    await (await as('maija.malli')).get(`/call-notes/${String(note.body.id)}`);
    expect(await group('maija.malli', 'call-notes')).toBeUndefined();
  });

  it('counts with the rest: what the navigation says is all of it', async () => {
    const { body } = await (await as('liisa.lupa')).get('/tasks');
    const counted = (body.groups as Group[]).reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBeGreaterThan(0);
    expect(body.waiting).toBe(counted);
  });
});
