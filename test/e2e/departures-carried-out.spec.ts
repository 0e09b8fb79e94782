import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays } from '../../src/kernel/calendar.js';
import { NOBODY } from '../../src/kernel/ids.js';
import { ProveEmpty } from '../../src/retention/index.js';
import { CarryOutDeparture } from '../../src/retention/departure/carry-out-departure.js';
import { ExportRows, type RowsFile, type UnreadableRow } from '../../src/retention/departure/export-rows.js';
import { HoldTexts } from '../../src/retention/holds/hold-texts.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { hold } from '../support/hold.js';
import { HoldScenes } from '../support/holds.js';
import { loggedEvents } from '../support/log.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PROPOSAL = { to: 'Uusi järjestelmä Oy', reason: 'Sopimus päättyy' };
const TAKEN_OUT = { counts: { recording: 2, contact: 1 }, manifestSha256: 'c0ffee', encrypted: true };

let server: TestServer;
let scenes: HoldScenes;
let yrjo: Client;
let oili: Client;

beforeAll(async () => {
  server = await startTestServer();
  scenes = new HoldScenes(server);
  [yrjo, oili] = [await server.as('yrjo.yllapito'), await server.as('oili.oikeus')];
});

afterEach(async () => {
  jest.restoreAllMocks();
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

const proposed = async () => String((await yrjo.post('/departures', PROPOSAL)).body.id);

async function approved(): Promise<string> {
  const id = await proposed();
  const decision = { outcome: 'approved', reason: 'Sopimuksen liite 4' };
  expect((await oili.post(`/departures/${id}/decision`, decision)).status).toBe(200);
  return id;
}

describe('a departure that is carried out', () => {
  it('is an approved one alone, and is carried out once', async () => {
    const carryOut = server.app.get(CarryOutDeparture);
    const refused = { code: 'departure-not-approved' };
    const [waiting, ready] = [await proposed(), await approved()];
    await expect(carryOut.assertApproved(NOBODY)).rejects.toMatchObject(refused);
    await expect(carryOut.assertApproved(waiting)).rejects.toMatchObject(refused);
    await expect(carryOut.finish(waiting, TAKEN_OUT)).rejects.toMatchObject(refused);
    await expect(carryOut.assertApproved(ready)).resolves.toBeUndefined();
    await carryOut.finish(ready, TAKEN_OUT);
    await expect(carryOut.assertApproved(ready)).rejects.toMatchObject(refused);
    await expect(carryOut.finish(ready, TAKEN_OUT)).rejects.toMatchObject(refused);
    expect(await loggedEvents(server, 'departure.exported')).toMatchObject([
      {
        object: { kind: 'departure', id: ready },
        facts: { recording: 2, contact: 1, manifestSha256: 'c0ffee', encrypted: true },
      },
    ]);
    const counted = 'select exported_units, manifest_sha256 from departure where id = $1';
    expect(await server.sql(counted, [ready])).toEqual([{ exported_units: 3, manifest_sha256: 'c0ffee' }]);
  });
});

describe('the list of departures', () => {
  it('goes on where the page before ended', async () => {
    const [first, second] = [await proposed(), await proposed()];
    const newest = (await yrjo.get('/departures?limit=1')).body as { items: object[]; nextCursor: string };
    const next = (await yrjo.get(`/departures?limit=1&cursor=${newest.nextCursor}`)).body;
    expect([newest.items, next.items]).toMatchObject([[{ id: second }], [{ id: first }]]);
  });

  it('says nothing of what was written where the log has it no longer, and names nobody whom it does not know', async () => {
    const id = await proposed();
    await server.sql('update departure set proposed_in = $2, proposed_by = $2 where id = $1', [id, NOBODY]);
    const { items } = (await yrjo.get('/departures?limit=1')).body;
    expect(items).toMatchObject([{ id, to: null, reason: null, proposerName: null, state: 'pending' }]);
  });
});

describe('the holds that a departure takes along', () => {
  const files = async () => {
    const found: (RowsFile | UnreadableRow)[] = [];
    for await (const one of server.app.get(ExportRows).files(scenes.today)) found.push(one);
    return found;
  };

  /** Lets `act` happen before the first text is opened. */
  function beforeATextIsOpened(act: () => Promise<void>): void {
    const texts = server.app.get(HoldTexts);
    const open = texts.open.bind(texts);
    jest.spyOn(texts, 'open').mockImplementationOnce(async (...parameters) => {
      await act();
      return open(...parameters);
    });
  }

  /** The lines of the holds, and the ids of those that could not be opened. */
  async function taken() {
    const found = await files();
    const unreadable = found.flatMap(one => ('unitId' in one ? [one.unitId] : []));
    const texts: string[] = [];
    for (const one of found) {
      if (one.kind !== 'holds' || !('bytes' in one)) continue;
      for await (const bytes of one.bytes()) texts.push(bytes.toString('utf8'));
    }
    const lines = texts.join('').split('\n').filter(Boolean);
    return { unreadable, holds: lines.map(line => JSON.parse(line) as unknown) };
  }

  it('come with what was written, without it where their recording has gone meanwhile, and not by a ring that fails', async () => {
    const filed = await scenes.deliver();
    const id = String((await scenes.ask(await server.as('risto.reklamaatio'), filed.id)).body.id);
    beforeATextIsOpened(() => hold(server, filed.id, ['complaint'], scenes.inDays(70)));
    expect(await taken()).toMatchObject({ unreadable: [], holds: [{ id, necessity: 'Asia on kesken.' }] });

    jest
      .spyOn(server.app.get(HoldTexts), 'open')
      .mockRejectedValueOnce(Object.assign(new Error('EIO'), { code: 'EIO' }));
    await expect(files()).rejects.toThrow('EIO');
    jest.restoreAllMocks();

    beforeATextIsOpened(async () => {
      scenes.moveTo(addDays(scenes.today, 71));
      await scenes.purge();
    });
    expect(await taken()).toMatchObject({ unreadable: [id], holds: [{ id, necessity: null, endReason: null }] });
  });
});

describe('the proof of emptiness', () => {
  it('fails while recordings, their keys and their blobs are there, and says how many', async () => {
    await scenes.deliver();
    const { isEmpty, lines } = await server.app.get(ProveEmpty).execute();
    expect(isEmpty).toBe(false);
    const wrong = lines.filter(line => line.endsWith('THIS SHOULD NOT BE HERE'));
    const ofThem = (what: string) => wrong.find(line => line.startsWith(`${what}: `));
    expect(ofThem('table recording')).toContain(': 1 ');
    expect(ofThem('blobs')).toContain(': 1 ');
    expect(ofThem('other keys')).toMatch(/: [1-9]/);
    const [event] = await loggedEvents(server, 'emptiness.proved');
    expect(event).toMatchObject({
      ...{ outcome: 'failed', reason: 'not-empty' },
      facts: { left: { 'table recording': 1, blobs: 1 } },
    });
  });
});
