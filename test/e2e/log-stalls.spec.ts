import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import type { Client } from '../support/client.js';
import { inParallel } from '../support/in-parallel.js';
import { alarmsOf, startInstallation, tryPlayback, untilPlayback, type Installation } from '../support/fault-stalls.js';

const OPEN = [201, undefined] as const;
const CLOSED = [503, 'log-closed'] as const;
/** The watch walks over full tiles of 256 events. */
const TILE = 256;
const STALL_MS = 5000;
const REOPENS_MS = 8000;
/** So long the watch may take for its look, and a look more. */
const WATCHED_MS = 3000;

describe('the watch over the log', () => {
  let one: Watched;
  let another: Watched;

  beforeAll(async () => {
    [one, another] = await Promise.all([startWatched(), startWatched()]);
  });

  afterAll(async () => {
    await Promise.all([one, another].map(({ installation }) => installation.stop()));
  });

  it('takes a process that stood still, or a database that was gone for a while, for no alarm, and playback goes on', async () => {
    await Promise.all([
      standsStill(one).then(() => expectOpen(one)),
      isWithoutDatabase(another).then(() => expectOpen(another)),
    ]);
  });

  it('latches an alarm for one row that is gone from audit_leaf, and playback is closed', async () => {
    await pauseWithOwnEvents(one);
    await one.installation.beside.app.get(IntegrateEvents).execute();
    await remove(one, 'audit_leaf', 'index = (select max(index) from audit_leaf)');
    one.installation.process.resume();
    await expectLatched(one);
  });

  it('latches an alarm for one row that is gone from audit_event, and playback is closed', async () => {
    while ((await leaves(another)) < TILE)
      await inParallel(Array.from({ length: TILE }), 32, () => another.listener.get('/recordings'));
    await remove(another, 'audit_event', `id = (select event_id from audit_leaf where index = ${TILE / 2})`);
    await expectLatched(another);
  });
});

/** An installation whose log is watched, and somebody who listens there. */
interface Watched {
  readonly installation: Installation;
  readonly listener: Client;
}

async function startWatched(): Promise<Watched> {
  const installation = await startInstallation();
  const watched = { installation, listener: await installation.listener() };
  expect(await until(watched, OPEN)).not.toBeNull();
  return watched;
}

function until({ installation, listener }: Watched, wanted: readonly [number, unknown]): Promise<number | null> {
  return untilPlayback(installation, listener, wanted, REOPENS_MS);
}

async function standsStill(watched: Watched): Promise<void> {
  await pauseWithOwnEvents(watched);
  await wait(STALL_MS);
  watched.installation.process.resume();
}

/** Leaves events in the process that it has committed and not seen in the tree, and lets it stand still. */
async function pauseWithOwnEvents({ installation, listener }: Watched): Promise<void> {
  await Promise.all(Array.from({ length: 20 }, () => listener.get('/recordings')));
  installation.process.pause();
}

async function isWithoutDatabase({ installation, listener }: Watched): Promise<void> {
  const down = installation.database.arm({ kind: 'down' });
  await Promise.all([listener.get('/recordings'), down.strikes]);
  await wait(STALL_MS);
  expect((await tryPlayback(installation, listener))[0]).toBeGreaterThanOrEqual(500);
  await installation.database.calm();
}

async function leaves({ installation: { beside } }: Watched): Promise<number> {
  await beside.app.get(IntegrateEvents).execute();
  return (await beside.sql('select from audit_leaf')).length;
}

async function expectOpen(watched: Watched): Promise<void> {
  expect(await until(watched, OPEN)).not.toBeNull();
  await wait(WATCHED_MS);
  expect(await alarmsOf(watched.installation)).toEqual([]);
  expect(await tryPlayback(watched.installation, watched.listener)).toEqual(OPEN);
}

async function expectLatched(watched: Watched): Promise<void> {
  expect(await until(watched, CLOSED)).not.toBeNull();
  await wait(WATCHED_MS);
  expect(await tryPlayback(watched.installation, watched.listener)).toEqual(CLOSED);
  expect((await alarmsOf(watched.installation)).length).toBeGreaterThan(0);
}

/** As the superuser, past the triggers. */
async function remove({ installation: { beside } }: Watched, table: string, row: string): Promise<void> {
  await beside.sql(`begin; set local session_replication_role = 'replica'; delete from ${table} where ${row}; commit`);
}
