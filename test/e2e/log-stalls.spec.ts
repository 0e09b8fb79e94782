import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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
  let installation: Installation;
  let listener: Client;

  beforeEach(async () => {
    installation = await startInstallation();
    listener = await installation.listener();
    expect(await untilPlayback(installation, listener, OPEN, REOPENS_MS)).not.toBeNull();
  });

  afterEach(async () => {
    await installation.stop();
  });

  /** Leaves events in the process that it has committed and not seen in the tree, and lets it stand still. */
  async function pauseWithOwnEvents(): Promise<void> {
    await Promise.all(Array.from({ length: 20 }, () => listener.get('/recordings')));
    installation.process.pause();
  }

  it('takes a process that stood still for no alarm, and playback goes on', async () => {
    await pauseWithOwnEvents();
    await wait(STALL_MS);
    installation.process.resume();
    expect(await untilPlayback(installation, listener, OPEN, REOPENS_MS)).not.toBeNull();
    await wait(WATCHED_MS);
    expect(await alarmsOf(installation)).toEqual([]);
    expect(await tryPlayback(installation, listener)).toEqual(OPEN);
  });

  it('takes a database that was gone for a while for no alarm, and playback goes on', async () => {
    const { database } = installation;
    const down = database.arm({ kind: 'down' });
    await Promise.all([listener.get('/recordings'), down.strikes]);
    await wait(STALL_MS);
    expect((await tryPlayback(installation, listener))[0]).toBeGreaterThanOrEqual(500);
    await database.calm();
    expect(await untilPlayback(installation, listener, OPEN, REOPENS_MS)).not.toBeNull();
    await wait(WATCHED_MS);
    expect(await alarmsOf(installation)).toEqual([]);
    expect(await tryPlayback(installation, listener)).toEqual(OPEN);
  });

  it('latches an alarm for one row that is gone from audit_leaf, and playback is closed', async () => {
    await pauseWithOwnEvents();
    await installation.beside.app.get(IntegrateEvents).execute();
    await remove('audit_leaf', 'index = (select max(index) from audit_leaf)');
    installation.process.resume();
    await expectLatched();
  });

  it('latches an alarm for one row that is gone from audit_event, and playback is closed', async () => {
    while ((await leaves()) < TILE)
      await inParallel(Array.from({ length: TILE }), 32, () => listener.get('/recordings'));
    await remove('audit_event', `id = (select event_id from audit_leaf where index = ${TILE / 2})`);
    await expectLatched();
  });

  async function leaves(): Promise<number> {
    await installation.beside.app.get(IntegrateEvents).execute();
    return (await installation.beside.sql('select from audit_leaf')).length;
  }

  async function expectLatched(): Promise<void> {
    expect(await untilPlayback(installation, listener, CLOSED, REOPENS_MS)).not.toBeNull();
    await wait(WATCHED_MS);
    expect(await tryPlayback(installation, listener)).toEqual(CLOSED);
    expect((await alarmsOf(installation)).length).toBeGreaterThan(0);
  }

  /** As the superuser, past the triggers. */
  async function remove(table: string, row: string): Promise<void> {
    const { beside } = installation;
    await beside.sql(
      `begin; set local session_replication_role = 'replica'; delete from ${table} where ${row}; commit`,
    );
  }
});
