import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { LogGate } from '../../src/audit/watch/log-gate.js';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { alarmsOf, startInstallation, tryPlayback, untilPlayback, type Installation } from '../support/fault-stalls.js';
import type { Client } from '../support/client.js';
import { startTestCluster } from '../support/postgres.js';
import { startTestServer, type TestServer } from '../support/server.js';

const MINUTE_MS = 60_000;
const OPEN = [201, undefined] as const;
const EVENTS_AT_ONCE = 8192;
const LOOK_EVERY_MS = 250;
const RESTART_MS = 8_000;

/**
 * `npm run test:stalls -- --seconds 60 --events 160000`: a process that
 * stands still, a database that is gone, and a flood of events. None of them may raise an alarm; an alarm, or playback
 * that stays closed, ends it with exit code 1. The last line is the report as JSON.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, events: { type: 'string', default: '160000' } },
});
const stallMs = Number(values.seconds) * 1000;
const cluster = await startTestCluster();
try {
  await prepareTemplate();
  const stalls = await stallProcess();
  const flood = await floodWithEvents(Number(values.events));
  const report = { seconds: stallMs / 1000, ...stalls, ...flood };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  if (report.alarms.length > 0 || Object.values(report).includes(null)) process.exitCode = 1;
} finally {
  await cluster.stop();
}

async function prepareTemplate(): Promise<void> {
  const template = await cluster.createDatabase('tallenne_template');
  await migrate(ormOptions(template.ownerUrl, 1), template.applicationUrl);
  process.env.TALLENNE_TEST_SUPERUSER_URL = cluster.superuserUrl;
  process.env.TALLENNE_TEST_OWNER_URL = template.ownerUrl;
  process.env.TALLENNE_TEST_APPLICATION_URL = template.applicationUrl;
}

/** How long playback took to open again after each stall, null where it did not, and the alarms. */
async function stallProcess() {
  const installation = await startInstallation();
  try {
    const listener = await installation.listener();
    await untilPlayback(installation, listener, OPEN, MINUTE_MS);
    const afterPauseMs = await afterPause(installation, listener);
    const afterOutageMs = await afterOutage(installation, listener);
    const afterRestartMs = await afterRestart(installation, listener);
    await wait(5000);
    const [status] = await tryPlayback(installation, listener);
    const stays = status === 201 ? 'open' : null;
    return { afterPauseMs, afterOutageMs, afterRestartMs, stays, alarms: await alarmsOf(installation) };
  } finally {
    await installation.stop();
  }
}

async function afterPause(installation: Installation, listener: Client): Promise<number | null> {
  await Promise.all(Array.from({ length: 50 }, () => listener.get('/recordings')));
  installation.process.pause();
  await wait(stallMs);
  installation.process.resume();
  return untilPlayback(installation, listener, OPEN, MINUTE_MS);
}

/** PostgreSQL itself is stopped and started, for as long as a restart of it takes. */
async function afterRestart(installation: Installation, listener: Client): Promise<number | null> {
  await cluster.restart(RESTART_MS);
  return untilPlayback(installation, listener, OPEN, MINUTE_MS);
}

/** All connections end and none comes about, as while the network to a database is gone. */
async function afterOutage(installation: Installation, listener: Client): Promise<number | null> {
  installation.database.arm({ kind: 'down' });
  await listener.get('/recordings');
  await wait(stallMs);
  await installation.database.calm();
  return untilPlayback(installation, listener, OPEN, MINUTE_MS);
}

/** An instance that commits very many events faster than they can be integrated. */
async function floodWithEvents(count: number) {
  const server = await startTestServer({ at: new Date() });
  try {
    const began = performance.now();
    const trail = server.app.get(AuditTrail);
    for (let done = 0; done < count; done += EVENTS_AT_ONCE) {
      const group = Array.from({ length: Math.min(EVENTS_AT_ONCE, count - done) });
      await Promise.all(group.map(() => trail.recordAlone({ action: 'recordings.listed', actor: THE_SYSTEM })));
    }
    const committedMs = Math.round(performance.now() - began);
    const integratedMs = await untilIntegrated(server, began);
    const alarms = await server.sql<{ kind: string }>('select kind from audit_alarm');
    return { events: count, committedMs, ...integratedMs, alarmsOfFlood: alarms.length === 0 ? 0 : null };
  } finally {
    await server.stop();
  }
}

/** When the last event was in the tree and playback open, null where that did not come; whether it was closed before. */
async function untilIntegrated(server: TestServer, began: number) {
  const gate = server.app.get(LogGate);
  let wasClosed = false;
  for (let waitedMs = 0; waitedMs < 5 * MINUTE_MS; waitedMs += LOOK_EVERY_MS) {
    const [row] = await server.sql<{ waiting: boolean }>('select exists (select from audit_pending) as waiting');
    wasClosed ||= gate.reasons().length > 0;
    if (row?.waiting === false && gate.reasons().length === 0) {
      return { wasClosed, integratedMs: Math.round(performance.now() - began) };
    }
    await wait(LOOK_EVERY_MS);
  }
  return { wasClosed, integratedMs: null };
}
