import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AcceptRestore, IntegrateEvents, Replays, type LoggedEvent } from '../../src/audit/index.js';
import { newId } from '../../src/kernel/ids.js';
import { helsinkiDay } from '../../src/kernel/calendar.js';
import { Database } from '../../src/platform/database/index.js';
import { ContinueErasures } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Metadata } from '../support/client.js';
import { settleLog } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { backUpDatabase, endOnBackup, startedOnBackup } from '../support/restore.js';
import { startTestServer, type TestServer } from '../support/server.js';

const PRIVATE = { ground: 'private-call', reason: 'Soittaja luuli soittavansa sisarelleen.' };

const ERASURES = `
  select id, target, target_id, contact_id, call_on, queue, unit, agent_id, ground, state, requested_by, requested_at, reference,
    decided_by, decided_at
  from erasure order by id`;

interface Filed {
  readonly id: string;
  readonly contactId: string;
  readonly metadata: Metadata;
}

describe('erasures after a restored backup', () => {
  let first: TestServer;
  let server: TestServer;
  let [alone, before, whole, kept] = [{}, {}, {}, {}] as Filed[];
  let erasures: object[] = [];

  beforeAll(async () => {
    first = await startTestServer();
    server = first;
    [alone, before, kept] = [await deliver(), await deliver(), await deliver()];
    whole = await deliver({ linkedId: 'two legs' });
    await deliver({ linkedId: 'two legs' });
    const waiting = await asked(`/recordings/${alone.id}`);
    const unwanted = await asked(`/recordings/${kept.id}`);
    await settleLog(server);
    // What comes now is in the backup, and its place in the log is not: it comes back with the copy as well.
    const late = jest.spyOn(server.app.get(IntegrateEvents), 'unlessUnderWay').mockResolvedValue(0);
    await confirm(await asked(`/recordings/${before.id}`));
    const backup = await backUpDatabase(first);

    late.mockRestore();
    await confirm(waiting);
    await confirm(await asked(`/contacts/${whole.contactId}`));
    const oili = await server.as('oili.oikeus');
    expect((await oili.post(`/erasures/${unwanted}/refusal`, { reason: 'Työasia.' })).status).toBe(200);
    erasures = await server.sql(ERASURES);
    server = await startedOnBackup(first, backup);
  });

  afterAll(async () => {
    await endOnBackup(first, server);
  });

  async function deliver(more: Metadata = {}): Promise<Filed> {
    const metadata = callMetadata(server.clock.now(), more);
    const { body } = await server.ingest().deliver(metadata, wav({ seconds: 0.2 }));
    return { id: String(body.id), contactId: String(body.contactId), metadata };
  }

  async function asked(path: string): Promise<string> {
    const { status, body } = await (await server.as('maija.malli')).post(`${path}/erasure`, PRIVATE);
    expect(status).toBe(201);
    return String(body.id);
  }

  async function confirm(id: string): Promise<void> {
    expect((await (await server.as('liisa.lupa')).post(`/erasures/${id}/confirmation`)).status).toBe(200);
  }

  /** Brings about an intent of which the log tells `more` than who decided, and otherwise than an acceptance has met. */
  async function replayIntent(more: Partial<LoggedEvent>): Promise<void> {
    const at = server.clock.now();
    const actor = { kind: 'staff', id: server.ids.get('liisa.lupa') ?? '' };
    const event = { id: newId(at), at, action: 'erasure.intended', outcome: 'done', actor, ...more };
    await server.app.get(Database).transaction(async em => {
      await server.app.get(Replays).of(event.action)?.(em, event);
    });
  }

  const recording = async (id = '') => server.sql<object>('select id from recording where id = $1', [id]);

  it('are what they were once it is accepted, and nothing is taken twice', async () => {
    expect(await recording(alone?.id)).toHaveLength(1);
    expect((await server.sql<{ state: string }>(ERASURES)).map(({ state }) => state)).toEqual([
      ...['requested', 'requested', 'completed'],
    ]);
    const { replayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');
    expect(replayed).toMatchObject({ 'erasure.intended': 4, 'erasure.completed': 3, 'erasure.refused': 1 });
    await settleLog(server);
    await server.app.get(ContinueErasures).execute();

    expect(await server.sql(ERASURES)).toEqual(erasures);
    for (const one of [alone, before, whole]) {
      expect(await recording(one?.id)).toEqual([]);
      const certificates = 'select reason from deletion_certificate where unit_id = any($1)';
      expect(await server.sql(certificates, [[one?.id, one?.contactId]])).toEqual(
        Array.from({ length: 2 }, () => ({ reason: 'erasure' })),
      );
      expectProblem(await server.ingest().deliver(one?.metadata ?? {}, wav({ seconds: 0.2 })), 410, 'erased');
    }
    expect(await recording(kept?.id)).toHaveLength(1);
    await checkCustody(server);
  });

  it('are not passed over where the log does not tell what they were of', async () => {
    const { id = '' } = kept ?? {};
    const object = { kind: 'erasure', id: newId(server.clock.now()) };
    await expect(replayIntent({ recordingId: id })).rejects.toThrow('names nothing');
    await expect(replayIntent({ recordingId: id, object })).rejects.toThrow('A day is a date that exists');
    await expect(replayIntent({ object, facts: factsOf(kept) })).rejects.toThrow('uuid');
    expect(await server.sql(ERASURES)).toEqual(erasures);
    expect(await recording(id)).toHaveLength(1);
  });

  it('are brought about also where the log tells of a ground that is not known any more, and of no tombstone', async () => {
    const { id: recordingId = '', metadata = {} } = kept ?? {};
    const object = { kind: 'erasure', id: newId(server.clock.now()) };
    await replayIntent({ recordingId, object, facts: factsOf(kept) });
    await server.app.get(ContinueErasures).execute();

    const [erased] = await server.sql('select ground, state from erasure where id = $1', [object.id]);
    expect(erased).toEqual({ ground: 'no-lawful-ground', state: 'completed' });
    expect(await recording(recordingId)).toEqual([]);
    expect((await server.ingest().deliver(metadata, wav({ seconds: 0.2 }))).status).toBe(201);
  });

  function factsOf(filed: Filed | undefined): Record<string, string> {
    const requestedAt = server.clock.now().toISOString();
    const requestedBy = server.ids.get('maija.malli') ?? '';
    const call = { contactId: filed?.contactId ?? '', callOn: helsinkiDay(server.clock.now()), agentId: requestedBy };
    const place = { queue: 'user-support', unit: 'Ward systems' };
    const what = { target: 'recording', targetId: filed?.id ?? '', ground: 'wrong-number' };
    return { ...what, ...call, ...place, requestedBy, requestedAt };
  }
});
