import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { ExportRows, type UnreadableRow } from '../../src/retention/departure/export-rows.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { HoldScenes } from '../support/holds.js';
import { startTestServer, type TestServer } from '../support/server.js';

interface TakenHold {
  readonly id: string;
  readonly necessity: string | null;
}

/** Hours of taking out go before the holds: one of them that cannot be opened does not undo it all. */
describe('holds that are taken along', () => {
  let server: TestServer;
  let scenes: HoldScenes;
  let risto: Client;
  let liisa: Client;

  beforeAll(async () => {
    server = await startTestServer();
    scenes = new HoldScenes(server);
    [risto, liisa] = [await server.as('risto.reklamaatio'), await server.as('liisa.lupa')];
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  /** A recording under a hold of a hundred days. */
  async function held(): Promise<{ recordingId: string; holdId: string; dueOn: Day }> {
    const { id } = await scenes.deliver();
    return { recordingId: id, holdId: await scenes.approved(risto, liisa, id), dueOn: scenes.inDays(100) };
  }

  async function taken(): Promise<{ holds: TakenHold[]; unreadable: UnreadableRow[] }> {
    const [holds, unreadable]: [TakenHold[], UnreadableRow[]] = [[], []];
    for await (const file of server.app.get(ExportRows).files(helsinkiDay(server.clock.now()))) {
      if (!('name' in file)) unreadable.push(file);
      else if (file.kind === 'holds') {
        for await (const bytes of file.bytes())
          for (const line of bytes.toString('utf8').split('\n').filter(Boolean))
            holds.push(JSON.parse(line) as TakenHold);
      }
    }
    return { holds, unreadable };
  }

  it('are given without what was said for them where the key of their recording is lost, and named', async () => {
    const [lost, kept] = [await held(), await held()];
    const ring = server.app.get(KeyRing);
    const aside = addDays(lost.dueOn, 1);
    await ring.copyTo(lost.recordingId, lost.dueOn, aside);
    await ring.drop(lost.recordingId, lost.dueOn);
    const { holds, unreadable } = await taken();
    await ring.copyTo(lost.recordingId, aside, lost.dueOn);
    await ring.drop(lost.recordingId, aside);

    expect(unreadable).toEqual([{ kind: 'hold', unitId: lost.holdId }]);
    expect(holds).toMatchObject([
      { id: lost.holdId, necessity: null },
      { id: kept.holdId, necessity: 'Asia on kesken.' },
    ]);
  });

  it('are read where their recording is now, which a release has moved meanwhile', async () => {
    const { recordingId, holdId } = await held();
    const ring = server.app.get(KeyRing);
    const open = ring.open.bind(ring);
    let isReleased = false;
    jest.spyOn(ring, 'open').mockImplementation(async (id, day) => {
      if (id === recordingId && !isReleased) {
        isReleased = true;
        expect((await liisa.post(`/holds/${holdId}/release`, { reason: 'Asia on ratkaistu.' })).status).toBe(200);
      }
      return open(id, day);
    });
    const { holds, unreadable } = await taken();

    expect([isReleased, unreadable]).toEqual([true, []]);
    expect(holds.find(({ id }) => id === holdId)).toMatchObject({ necessity: 'Asia on kesken.' });
  });
});
