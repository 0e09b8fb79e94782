import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { CaseHolds } from '../../src/retention/holds/case-holds.js';
import { HoldsOf } from '../../src/retention/holds/holds-of.js';
import { ReadHolds } from '../../src/retention/holds/read-holds.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { hold } from '../support/hold.js';
import { HoldScenes, type Filed } from '../support/holds.js';
import { eventsDuring } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

const CASE = { reference: 'RP-1', necessity: 'Pyyntö on kesken.' };

let server: TestServer;
let scenes: HoldScenes;
let filed: Filed;
let risto: Client;
let liisa: Client;

beforeEach(async () => {
  server = await startTestServer();
  scenes = new HoldScenes(server);
  filed = await scenes.deliver();
  [risto, liisa] = [await server.as('risto.reklamaatio'), await server.as('liisa.lupa')];
});

afterEach(async () => {
  jest.restoreAllMocks();
  await checkCustody(server);
  await server.stop();
});

const stateOf = async (recordingId: string) =>
  (await server.sql<{ state: string }>('select state from hold where recording_id = $1', [recordingId]))[0]?.state;

/** Lets `act` happen when it is decided where a recording goes. */
function whenItIsDecided(act: (recordingId: string) => void): void {
  const holdsOf = server.app.get(HoldsOf);
  const destination = holdsOf.destination.bind(holdsOf);
  jest.spyOn(holdsOf, 'destination').mockImplementation(async (em, id, day) => {
    act(id);
    return destination(em, id, day);
  });
}

/** The night after the ordinary last day, in which the recording goes with its holds. */
async function purgeAfterwards(): Promise<void> {
  scenes.moveTo(scenes.inDays(62));
  await scenes.purge();
  expect(await scenes.recording(filed.id)).toBeUndefined();
}

describe('the end of what a request kept', () => {
  const until = () => ({ ...CASE, until: scenes.inDays(90) });
  const end = () =>
    server.app.get(CaseHolds).endFor({ reference: CASE.reference }, 'Asia on valmis.', scenes.today, THE_SYSTEM);

  it('is left to the purge where the last day ends meanwhile, and nothing is written of it', async () => {
    await server.app.get(CaseHolds).place(filed.id, until(), THE_SYSTEM);
    scenes.moveTo(scenes.inDays(90));
    whenItIsDecided(() => {
      scenes.moveTo(scenes.inDays(1));
    });
    expect(await eventsDuring(server, end)).toEqual([]);
    expect(await stateOf(filed.id)).toBe('active');
    await scenes.purge();
    expect(await scenes.recording(filed.id)).toBeUndefined();
  });

  it('fails as a whole where the recording could not be counted anew, and is repeated', async () => {
    await server.app.get(CaseHolds).place(filed.id, until(), THE_SYSTEM);
    whenItIsDecided(() => {
      throw new TypeError('testi');
    });
    await expect(end()).rejects.toThrow('testi');
    expect(await stateOf(filed.id)).toBe('active');
    jest.restoreAllMocks();
    await end();
    expect(await stateOf(filed.id)).toBe('released');
    expect(await scenes.recording(filed.id)).toMatchObject({ due_on: filed.dueOn });
  });
});

it('holds that are over end where one recording cannot be counted anew, whose holds end at the next look', async () => {
  const other = await scenes.deliver();
  for (const { id } of [filed, other]) await scenes.ask(risto, id);
  scenes.moveTo(scenes.inDays(8));
  whenItIsDecided(id => {
    if (id === filed.id) throw new TypeError('testi');
  });
  const failed = expect.objectContaining({ message: 'testi' });
  await expect(scenes.endHolds()).rejects.toMatchObject({ name: 'AggregateError', errors: [failed] });
  expect([await stateOf(filed.id), await stateOf(other.id)]).toEqual(['requested', 'lapsed']);
  jest.restoreAllMocks();
  await scenes.endHolds();
  expect(await stateOf(filed.id)).toBe('lapsed');
});

it('a hold that nobody has decided is not reviewed', async () => {
  const { id } = (await scenes.ask(risto, filed.id)).body;
  const looked = { nextReviewOn: scenes.inDays(5), reason: 'Asia on kesken.' };
  expectProblem(await liisa.post(`/holds/${String(id)}/reviews`, looked), 409, 'hold-requested');
  expect(await server.sql('select id from hold_review')).toEqual([]);
});

describe('a hold that somebody opens', () => {
  let path: string;

  beforeEach(async () => {
    path = `/holds/${String((await scenes.ask(risto, filed.id)).body.id)}`;
  });

  /** Lets `act` happen when the row is read and nothing is opened yet. */
  function beforeItsTextsAreOpened(act: () => Promise<void>): void {
    const holds = server.app.get(ReadHolds);
    const item = holds.item.bind(holds);
    jest.spyOn(holds, 'item').mockImplementationOnce(async (...parameters) => {
      const shown = await item(...parameters);
      await act();
      return shown;
    });
  }

  it('shows what people wrote where the recording has gone to another day meanwhile, with its key', async () => {
    beforeItsTextsAreOpened(() => hold(server, filed.id, ['complaint'], scenes.inDays(120)));
    expect((await liisa.get(path)).body).toMatchObject({ necessity: 'Asia on kesken.' });
    await scenes.expectOneKeyEach(filed);
  });

  it('is not here where the recording has gone for good before its texts were opened', async () => {
    beforeItsTextsAreOpened(purgeAfterwards);
    expectProblem(await liisa.get(path), 404, 'not-found');
  });

  it('is not here where the recording has gone for good before it was read', async () => {
    const trail = server.app.get(AuditTrail);
    const record = trail.recordAlone.bind(trail);
    jest.spyOn(trail, 'recordAlone').mockImplementation(async draft => {
      const id = await record(draft);
      if (draft.action === 'hold.viewed') await purgeAfterwards();
      return id;
    });
    expectProblem(await liisa.get(path), 404, 'not-found');
  });

  it('is not shown without its texts where they are damaged', async () => {
    await server.sql(
      `update hold set sealed_necessity = set_byte(sealed_necessity, 20, get_byte(sealed_necessity, 20) # 1)`,
    );
    expectProblem(await liisa.get(path), 503, 'decryption-failed');
  });
});
