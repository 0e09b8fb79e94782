import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { Reconcile } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { FaultyDatabase } from '../support/faulty-database.js';
import { startKeyCluster, type TestKeyCluster } from '../support/key-cluster.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const HOUR_MS = 3_600_000;
const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };

/** After the commit an old key is dropped. A cut there must neither undo what is committed nor call it undone. */
describe('a key cluster whose connection is cut after a commit', () => {
  let cluster: TestKeyCluster;
  let keys: FaultyDatabase;
  let server: TestServer;

  beforeAll(async () => {
    cluster = await startKeyCluster();
    keys = await FaultyDatabase.before(await cluster.createDatabase());
    server = await startTestServer({ env: { KEYS_DATABASE_URL: keys.url } });
  });

  afterAll(async () => {
    server.clock.advance(25 * HOUR_MS);
    await server.app.get(Reconcile).execute(null);
    await checkCustody(server);
    await server.stop();
    await keys.stop();
    await cluster.stop();
  });

  const cutAtDrop = () => keys.arm({ kind: 'disconnect', of: ({ text }) => /delete from tallenne_keys/.test(text) });

  it('keeps the later leg of a call, and does not ask for it again', async () => {
    const leg = (daysAgo: number, seed: number) => {
      const endedAt = new Date(startOfDay(addDays(TODAY, -daysAgo)).getTime() + 60_000);
      const times = { startedAt: new Date(endedAt.getTime() - 60_000).toISOString(), endedAt: endedAt.toISOString() };
      const audio = wav({ seconds: 0.2, seed });
      return server.ingest().deliver(callMetadata(NOW, { linkedId: 'cut', ...times }), audio);
    };
    await leg(1, 1);
    const cut = cutAtDrop();
    const later = await leg(0, 2);
    await keys.calm();

    expect(cut.struck).not.toBeNull();
    expect(later.status).toBe(201);
    const maija = await server.as('maija.malli');
    const granted = await maija.post(`/recordings/${String(later.body.id)}/playbacks`, PURPOSE);
    expect((await maija.get(String(granted.body.audioUrl))).bytes.equals(wav({ seconds: 0.2, seed: 2 }))).toBe(true);
  });

  it('says that a hold is approved when it is, and nothing else in the log', async () => {
    const { body } = await server.ingest().deliver(callMetadata(NOW), wav({ seconds: 0.2, seed: 3 }));
    const wanted = { kind: 'complaint', reference: 'CASE-1', necessity: 'Testi' };
    const asked = await (
      await server.as('risto.reklamaatio')
    ).post(`/recordings/${String(body.id)}/holds`, { ...wanted, until: addDays(body.dueOn as Day, 30) });
    const liisa = await server.as('liisa.lupa');
    const cut = cutAtDrop();
    const approved = await liisa.post(`/holds/${String(asked.body.id)}/approval`, {});
    await keys.calm();

    expect(cut.struck).not.toBeNull();
    expect(approved.status).toBe(200);
    expect((await loggedEvents(server, 'hold.approved')).map(({ outcome }) => outcome)).toEqual(['done']);
  });
});
