import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { EraseOnRequest, RunPurges } from '../../src/retention/index.js';
import { PurgeSteps } from '../../src/retention/purge/purge-steps.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { letServeForYears } from '../support/years.js';

const MINUTE_MS = 60_000;
const PRIVATE = { ground: 'private-call', reason: 'Yksityinen puhelu.' };

interface Leg {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: Day;
}

/** What is over is the purge's, whether it has come or not; an erasure takes the rest. */
describe('an erasure, where something of the call is over', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
    await letServeForYears(server);
  });

  afterEach(async () => {
    await server.app.get(RunPurges).execute();
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  const today = (): Day => helsinkiDay(server.clock.now());

  /** A leg of a call that ended in the first minute of `day`. */
  async function leg(linkedId: string, day: Day): Promise<Leg> {
    const startedAt = startOfDay(day).toISOString();
    const endedAt = new Date(startOfDay(day).getTime() + MINUTE_MS).toISOString();
    const metadata = callMetadata(server.clock.now(), { linkedId, startedAt, endedAt });
    const { status, body } = await server.ingest().deliver(metadata, wav({ seconds: 0.1 }));
    expect(status).toBe(201);
    return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day };
  }

  async function asked(path: string): Promise<string> {
    const { status, body } = await (await server.as('liisa.lupa')).post(`${path}/erasure`, PRIVATE);
    expect(status).toBe(201);
    return String(body.id);
  }

  async function confirmed(id: string) {
    return (await server.as('oili.oikeus')).post(`/erasures/${id}/confirmation`);
  }

  async function contactDay(id: string): Promise<string | undefined> {
    return (await server.sql<{ due_on: string }>('select due_on from contact where id = $1', [id]))[0]?.due_on;
  }

  async function reasonOf(unitId: string): Promise<string | undefined> {
    const sql = 'select reason from deletion_certificate where unit_id = $1';
    return (await server.sql<{ reason: string }>(sql, [unitId]))[0]?.reason;
  }

  /** A training copy of a recording, which ends on `until`. */
  async function copied(recordingId: string, until: Day): Promise<string> {
    const wanted = { course: 'KURSSI-7', necessity: 'Hyvä esimerkki.', until };
    const asks = await (await server.as('kirsi.koulu')).post(`/recordings/${recordingId}/training-copies`, wanted);
    const stated = { nothingToRedact: true, statement: 'Kuuntelin kokonaan.' };
    const liisa = await server.as('liisa.lupa');
    expect((await liisa.post(`/training-copies/${String(asks.body.id)}/approval`, stated)).status).toBe(200);
    const sql = 'select id from training_copy where recording_id = $1 and due_on = $2';
    return (await server.sql<{ id: string }>(sql, [recordingId, until]))[0]?.id ?? '';
  }

  it('takes a recording of which a training copy is being purged, and leaves that copy to its purge', async () => {
    const { id: recordingId } = await leg('copied', today());
    const until = addDays(today(), 1);
    const ending = await copied(recordingId, until);
    const living = await copied(recordingId, addDays(today(), 30));
    server.clock.moveTo(startOfDay(addDays(until, 1)));
    await server.app.get(PurgeSteps).close(until);
    const people = {
      decidedBy: server.ids.get('oili.oikeus') ?? '',
      confirmedBy: server.ids.get('satu.sijainen') ?? '',
    };
    const wanted = { recordingId, reference: 'R-1', ownHolds: [], ...people, check: () => Promise.resolve() };

    expect(await server.app.get(EraseOnRequest).execute(wanted, THE_SYSTEM)).toMatchObject({ outcome: 'erased' });
    expect(await server.sql('select id from recording where id = $1', [recordingId])).toEqual([]);
    expect(await server.sql('select id from training_copy')).toEqual([{ id: ending }]);
    await server.app.get(RunPurges).execute();
    expect([await reasonOf(recordingId), await reasonOf(living), await reasonOf(ending)]).toEqual([
      ...['erasure', 'erasure', 'due'],
    ]);
  });

  it('finds nothing left of a recording whose day is over, and keeps its contact no day longer', async () => {
    const [one, other] = [await leg('over', today()), await leg('over', today())];
    const id = await asked(`/recordings/${one.id}`);
    server.clock.moveTo(startOfDay(addDays(one.dueOn, 1)));
    const before = await contactDay(one.contactId);
    expectProblem(await confirmed(id), 410, 'recording-gone');

    expect(before).toBe(one.dueOn);
    expect(await contactDay(one.contactId)).toBe(before);
    await server.app.get(RunPurges).execute();
    for (const { id: unit } of [one, other]) expect(await reasonOf(unit)).toBe('due');
    expect(await reasonOf(one.contactId)).toBe('due');
  });

  it('takes of a contact the recordings that are not over', async () => {
    const [over, living] = [await leg('some', addDays(today(), -9)), await leg('some', today())];
    const id = await asked(`/contacts/${over.contactId}`);
    server.clock.moveTo(startOfDay(addDays(over.dueOn, 1)));
    expect((await confirmed(id)).status).toBe(200);

    expect(await reasonOf(living.id)).toBe('erasure');
    expect(await contactDay(over.contactId)).toBe(today());
    await server.app.get(RunPurges).execute();
    expect(await reasonOf(over.id)).toBe('due');
  });
});
