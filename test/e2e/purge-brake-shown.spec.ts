import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AuditTrail } from '../../src/audit/index.js';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { RunPurges } from '../../src/retention/index.js';
import { ClockCheck } from '../../src/retention/brake/clock-check.js';
import { PurgeDay } from '../../src/retention/purge/purge-day.js';
import { PurgeSteps } from '../../src/retention/purge/purge-steps.js';
import { ReadBrake } from '../../src/retention/brake/read-brake.js';
import { ReclaimDay } from '../../src/retention/purge/reclaim-day.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';

const HOUR_MS = 3_600_000;
const REASON = 'Kello tarkistettu aikapalvelimesta';

let server: TestServer;
let [yrjo, paula] = [] as Client[];

const shown = async () => (await yrjo?.get('/retention/brake'))?.body;
const propose = () => yrjo?.post('/retention/brake/release-proposal', { reason: REASON });
const release = () => paula?.post('/retention/brake/release', { reason: REASON });

beforeAll(async () => {
  server = await startTestServer();
  [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
});

afterAll(async () => {
  await server.stop();
});

describe('the brake where the database tells no time', () => {
  it('is raised, by no measure, and says that nobody knows how far the clocks are apart', async () => {
    const silent = jest.spyOn(server.app.get(ClockCheck), 'databaseAheadMs').mockResolvedValue(Number.NaN);
    await server.app.get(RunPurges).execute();
    expect(await shown()).toMatchObject({ databaseAheadMs: null, raised: { reason: 'clocks-disagree', byMs: 0 } });
    silent.mockRestore();
    expect(await shown()).toMatchObject({ databaseAheadMs: expect.any(Number), raised: { proposal: null } });
  });

  it('stays raised where its release fails, which is no refusal', async () => {
    expect((await propose())?.status).toBe(200);
    const broken = jest.spyOn(server.app.get(AuditTrail), 'record').mockRejectedValueOnce(new Error('broken'));
    expect((await release())?.status).toBe(500);
    broken.mockRestore();
    expect(await shown()).toMatchObject({ raised: { reason: 'clocks-disagree' } });
    expect(await loggedEvents(server, 'purge-brake.released')).toEqual([]);
  });

  it('is shown with its proposal also when the words of that are gone, and nobody knows any more who made it', async () => {
    expect(await shown()).toMatchObject({ raised: { proposal: { proposerName: 'Yrjö Ylläpito', reason: REASON } } });
    await server.sql('delete from audit_text where event_id = (select proposal_event_id from purge_brake)');
    await server.sql('update purge_brake set proposed_by = $1', [randomUUID()]);
    expect(await shown()).toMatchObject({ raised: { proposal: { proposerName: null, reason: null } } });
  });

  it('is told of as raised from when to when, and as raised still', async () => {
    const within = () => {
      const [begins, ends] = [-HOUR_MS, HOUR_MS].map(ms => new Date(server.clock.now().getTime() + ms));
      return begins && ends && server.app.get(ReadBrake).raisedWithin(begins, ends);
    };
    const raisedAt = server.clock.now().toISOString();
    expect(await within()).toEqual([{ reason: 'clocks-disagree', raisedAt, releasedAt: null }]);
    expect((await release())?.status).toBe(200);
    expect(await within()).toEqual([{ reason: 'clocks-disagree', raisedAt, releasedAt: raisedAt }]);
  });

  it('is shown as released by two also when nobody knows any more who they were', async () => {
    expect(await shown()).toMatchObject({
      raised: null,
      released: [{ byMs: 0, proposerName: null, releaserName: 'Paula Pääkäyttäjä' }],
    });
    await server.sql('update purge_brake set proposed_by = $1, released_by = $2', [
      server.ids.get('yrjo.yllapito'),
      randomUUID(),
    ]);
    const { released } = (await shown()) ?? {};
    expect(released).toEqual([
      {
        ...{ id: expect.any(String), reason: 'clocks-disagree', byMs: 0, raisedAt: expect.any(String) },
        ...{ proposerName: 'Yrjö Ylläpito', releaserName: null, releasedAt: server.clock.now().toISOString() },
      },
    ]);
  });
});

describe('a run of the purge', () => {
  let dueOn: Day;

  beforeAll(async () => {
    const { body } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 0.2 }));
    dueOn = body.dueOn as Day;
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    [yrjo, paula] = [await server.as('yrjo.yllapito'), await server.as('paula.paakayttaja')];
  });

  it('is shown with nothing counted and no key destroyed when it has closed its day alone', async () => {
    const run = await server.app.get(PurgeSteps).close(dueOn);
    const counts = { recordings: null, contacts: null, quarantined: null, trainingCopies: null, dossiers: null };
    expect((await yrjo?.get(`/retention/purges/${run.id}`))?.body).toMatchObject({
      ...{ outcome: 'running', day: dueOn, keyDestroyedAt: null, ...counts, blobsLeft: 0, certificates: 0 },
    });
  });

  it('takes no row while the key of its day is there', async () => {
    const run = await server.app.get(PurgeSteps).close(dueOn);
    await expect(server.app.get(ReclaimDay).execute(run, dueOn)).rejects.toThrow(TypeError);
    expect(await server.sql('select from recording')).toHaveLength(1);
    expect(await server.sql('select from deletion_certificate')).toEqual([]);
  });

  it('says what it knows of a day whose log is from before cases were counted, and where its events are once they have a place', async () => {
    const run = await server.app.get(PurgeDay).destroyKey(dueOn);
    const counted = { recordings: 1, contacts: 1, quarantined: 0, trainingCopies: 0 };
    const sql = 'update purge_run set recordings = 1, contacts = 1, quarantined = 0, training_copies = 0';
    await server.sql(sql);
    await server.app.get(PurgeDay).reclaim(Object.assign(run, counted));
    const [completed] = await loggedEvents(server, 'purge.completed');
    const facts = { ...counted, dossiers: null, keyDestroyedAt: server.clock.now().toISOString() };
    expect(completed?.facts).toMatchObject(facts);

    await server.sql('update purge_run set completed_event_id = $1', [randomUUID()]);
    expect((await yrjo?.get(`/retention/purges/${run.id}`))?.body).toMatchObject({
      ...{ outcome: 'completed', ...facts, certificates: 2, completed: { leafIndex: null } },
    });
  });
});
