import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptRestore, type AcceptedRestore } from '../../src/audit/index.js';
import type { Client } from '../support/client.js';
import { settleLog } from '../support/log.js';
import { backUpDatabase, endOnBackup, startedOnBackup } from '../support/restore.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { ANNOUNCEMENT, SETTLED } from '../support/settled-notice.js';

const reason = 'Seloste ajan tasalle.';
const konesali = {
  ...{ name: 'Konesali Oy', task: 'tallennustila', country: 'FI', undertakingReference: 'S-12' },
  ...{ undertakingOn: '2026-01-15', subProcessors: [] as object[] },
};
const moved = {
  ...{ ...konesali, country: 'SE', ended: false },
  subProcessors: [
    { name: 'Nauha: Ab', task: 'varmuuskopiot', country: 'SE' },
    { name: 'Kaapeli Oy', task: 'verkko', country: 'FI' },
  ],
};

/** A backup is put back that does not know what the register has said of itself since. */
describe('the register, after a restored backup', () => {
  let first: TestServer;
  let server: TestServer;
  let accepted: AcceptedRestore;
  let before: unknown;
  let [decided, since] = ['', ''];

  const processors = async () => (await (await server.as('tapio.tietosuoja')).get('/processors')).body.items;
  const notice = async () => (await (await server.as('tapio.tietosuoja')).get('/notice')).body;

  beforeAll(async () => {
    first = await startTestServer({ env: SETTLED });
    server = first;
    const [yrjo, oili] = [await server.as('yrjo.yllapito'), await server.as('oili.oikeus')];
    const notice = { version: ANNOUNCEMENT.version, language: ANNOUNCEMENT.language };
    await yrjo.request('PUT', '/sources/pbx-1', { keepsIdentityCodes: false, notice, keepsDays: 14 });
    await yrjo.post('/announcement-texts', ANNOUNCEMENT);
    decided = await registered(oili, 'Ennen varmuuskopiota.');
    const [entered] = (await yrjo.post('/processors', konesali)).body.items as { id: string }[];
    expect((await yrjo.post('/notice/versions', { reason })).status).toBe(201);
    await settleLog(server);
    const backup = await backUpDatabase(first);

    const published = await oili.post('/notice/versions/1/decision', { outcome: 'published', reason });
    expect([published.status, published.body.published]).toEqual([200, 1]);
    await oili.post(`/incidents/${decided}/notification`, { outcome: 'not-notified', reason });
    const satu = await server.as('satu.sijainen');
    await satu.post(`/incidents/${decided}/notification/decision`, { outcome: 'confirmed', reason });
    since = await registered(oili, 'Varmuuskopion jälkeen.');
    const told = { outcome: 'told', at: NOW.toISOString(), reason };
    expect((await oili.post(`/incidents/${since}/communication`, told)).status).toBe(200);
    await oili.post(`/incidents/${since}/listings`, { calls: 'kept', recordingIds: [since] });
    const used = { calls: 'used', recordingIds: [since], staffIds: [server.ids.get('satu.sijainen')] };
    expect((await oili.post(`/incidents/${since}/listings`, used)).status).toBe(201);
    await yrjo.request('PUT', `/processors/${entered?.id ?? ''}`, moved);
    await yrjo.post('/processors', { ...konesali, name: 'Posti Oy' });
    await yrjo.post('/announcement-texts', { ...ANNOUNCEMENT, version: '2027-1' });
    expect((await oili.post('/notice/versions', { reason })).body.proposed).toBe(2);
    before = await processors();
    server = await startedOnBackup(first, backup);
    accepted = await server.app.get(AcceptRestore).execute('Levy hajosi.');
    await settleLog(server);
  });

  afterAll(async () => {
    await endOnBackup(first, server);
  });

  async function registered(who: Client, description: string): Promise<string> {
    const awareAt = new Date(NOW.getTime() - 3_600_000).toISOString();
    const { status, body } = await who.post('/incidents', {
      awareAt,
      awareBy: server.ids.get('maija.malli'),
      description,
    });
    expect(status).toBe(201);
    return String(body.id);
  }

  it('has the processors of the log, every version with its sub-processors', async () => {
    expect(before).toMatchObject([{ name: 'Konesali Oy', version: 2, subProcessors: moved.subProcessors }, {}]);
    expect(await processors()).toEqual(before);
  });

  it('has published again what waited in the backup', async () => {
    expect(await notice()).toMatchObject({ published: 1, proposed: null, versions: [{ version: 1 }] });
  });

  it('has the breaches of the log with their hours and decisions; the words are lost', async () => {
    const tapio = await server.as('tapio.tietosuoja');
    expect((await tapio.get(`/incidents/${decided}`)).body).toMatchObject({
      ...{
        number: 1,
        notification: 'not-notified',
        hoursLeft: null,
        confirmationSaid: { by: 'Satu Sijainen', words: null },
      },
      described: { words: 'Ennen varmuuskopiota.' },
    });
    expect((await tapio.get(`/incidents/${since}`)).body).toMatchObject({
      ...{ number: 2, notification: 'open', hoursLeft: 71, communication: 'told', toldAt: NOW.toISOString() },
      ...{ described: { words: null }, listings: [] },
    });
  });

  it('shows a breach to nobody whose acts a lost list was about', async () => {
    const [oili, satu] = [await server.as('oili.oikeus'), await server.as('satu.sijainen')];
    expect([(await oili.get(`/incidents/${since}`)).status, (await satu.get(`/incidents/${since}`)).status]).toEqual([
      ...[200, 404],
    ]);
  });

  it('says what it cannot have: the words of announcements, versions that were made since, and lists', () => {
    expect(accepted.notReplayed).toEqual({
      ...{ 'announcement-text.settled': 1, 'notice.proposed': 1, 'incident.affected-listed': 2 },
    });
  });
});
