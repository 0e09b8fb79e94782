import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AcceptRestore } from '../../src/audit/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { HoldScenes, type Filed } from '../support/holds.js';
import { settleLog } from '../support/log.js';
import { backUpDatabase, type DatabaseBackup, endOnBackup, startedOnBackup } from '../support/restore.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface Row {
  readonly id: string;
  readonly state: string;
  readonly until_on: string;
  readonly review_on: string;
  readonly decided_by: string | null;
  readonly necessity_sha256: string;
}

const ROWS = `
  select id, recording_id, kind, reference, requested_by, requested_at, provisional, until_on, wanted_until_on, review_on,
    state, continues, decided_by, decided_at, ended_by, ended_at, necessity_sha256
  from hold order by id`;

/** A backup is put back that does not know of what was asked for, decided and released since. */
describe('holds after a restored backup', () => {
  let first: TestServer;
  let server: TestServer;
  let scenes: HoldScenes;
  let backup: DatabaseBackup;
  let filed: Filed[] = [];
  let [released, reviewed, extended, fresh]: string[] = [];
  let before: Row[] = [];

  beforeEach(async () => {
    first = await startTestServer();
    server = first;
    scenes = new HoldScenes(first);
    filed = [];
    for (let n = 0; n < 4; n += 1) filed.push(await scenes.deliver());
    const [risto, liisa] = [await server.as('risto.reklamaatio'), await server.as('liisa.lupa')];
    released = await scenes.approved(risto, liisa, idOf(0));
    reviewed = await scenes.approved(risto, liisa, idOf(1));
    await settleLog(server);
    backup = await backUpDatabase(first);

    await liisa.post(`/holds/${released}/release`, { reason: 'Asia on ratkaistu.' });
    const looked = { nextReviewOn: scenes.inDays(30), reason: 'Asia on kesken.' };
    await liisa.post(`/holds/${reviewed}/reviews`, looked);
    const wanted = { necessity: 'Lausunto puuttuu.', until: scenes.inDays(150) };
    extended = String((await risto.post(`/holds/${reviewed}/extensions`, wanted)).body.id);
    await liisa.post(`/holds/${extended}/approval`);
    fresh = String((await scenes.ask(risto, idOf(2))).body.id);
    const refused = String((await scenes.ask(risto, idOf(3))).body.id);
    await liisa.post(`/holds/${refused}/refusal`, { reason: 'Ei tarvita.' });
    before = await server.sql<Row>(ROWS);
    server = await startedOnBackup(first, backup);
    scenes = new HoldScenes(server);
  });

  afterEach(async () => {
    await endOnBackup(first, server);
  });

  it('are there again, with what became of them, but for what people wrote', async () => {
    expect((await server.sql<Row>(ROWS)).map(({ id }) => id)).toEqual([released, reviewed].sort());
    const { replayed, notReplayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');
    expect(replayed).toMatchObject({ 'hold.requested': 3, 'hold.approved': 1, 'hold.released': 1, 'hold.reviewed': 1 });
    expect(Object.keys(notReplayed).filter(action => action.startsWith('hold'))).toEqual([]);
    await settleLog(server);

    expect(await server.sql<Row>(ROWS)).toEqual(before);
    expect(before.map(({ state }) => state).sort()).toEqual(['active', 'active', 'refused', 'released', 'requested']);
    expect(await scenes.recording(idOf(0))).toMatchObject({ due_on: filed[0]?.dueOn, hold_purposes: '{}' });
    expect(await scenes.recording(idOf(1))).toMatchObject({ due_on: scenes.inDays(150), hold_purposes: '{complaint}' });
    expect(await scenes.recording(idOf(2))).toMatchObject({ due_on: filed[2]?.dueOn, hold_purposes: '{}' });

    const liisa = await server.as('liisa.lupa');
    expect((await liisa.get(`/holds/${fresh ?? ''}`)).body).toMatchObject({ necessity: null, state: 'requested' });
    expect((await liisa.get(`/holds/${reviewed ?? ''}`)).body).toMatchObject({
      ...{ necessity: 'Asia on kesken.', reviews: [{ reviewerName: 'Liisa Lupa', reason: null }] },
    });
    expect((await liisa.post(`/holds/${fresh ?? ''}/approval`)).body).toMatchObject({ state: 'active', inForce: true });
    for (const one of filed) await scenes.expectOneKeyEach(one);
    await checkCustody(server);
  });

  function idOf(n: number): string {
    return filed[n]?.id ?? '';
  }
});
