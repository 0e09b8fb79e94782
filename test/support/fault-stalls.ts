import { setTimeout as wait } from 'node:timers/promises';
import { wav } from './audio.js';
import { Client } from './client.js';
import { FaultProcess } from './fault-process.js';
import { stopSchedule } from './fault-server.js';
import { FaultyDatabase } from './faulty-database.js';
import { callMetadata } from './metadata.js';
import { startTestServer, type TestServer } from './server.js';

const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };
const LOOK_EVERY_MS = 100;

/** A server in a process of its own, and another beside it on the same database that does nothing by itself. */
export interface Installation {
  readonly beside: TestServer;
  readonly process: FaultProcess;
  /** The way of the process to its database. */
  readonly database: FaultyDatabase;
  readonly recording: string;
  /** Speaks to the process as somebody who may hear the recording. */
  listener(): Promise<Client>;
  stop(): Promise<void>;
}

/** An alarm that is latched. */
export interface LatchedAlarm {
  readonly kind: string;
}

export async function startInstallation(): Promise<Installation> {
  const beside = await startTestServer({ at: new Date(), secondFactor: true }); // the process goes by the machine's clock
  stopSchedule(beside.app);
  const database = await FaultyDatabase.before(beside.database.applicationUrl);
  const process = await FaultProcess.start({ ...beside.env, DATABASE_URL: database.url });
  const { body } = await beside.ingest().deliver(callMetadata(beside.clock.now()), wav());
  return {
    ...{ beside, process, database, recording: String(body.id) },
    listener: async () => new Client(process.url, (await beside.as('maija.malli')).token),
    stop: async () => {
      await process.stop();
      await database.stop();
      await beside.stop();
    },
  };
}

/** The status and code that a grant of playback answers now. */
export async function tryPlayback({ recording }: Installation, listener: Client): Promise<[number, unknown]> {
  const { status, body } = await listener.post(`/recordings/${recording}/playbacks`, PURPOSE);
  return [status, body.code];
}

/** Asks for playback again and again until it answers as wanted; how long that took, null when it never did. */
export async function untilPlayback(
  installation: Installation,
  listener: Client,
  wanted: readonly [number, unknown],
  withinMs: number,
): Promise<number | null> {
  const began = performance.now();
  while (performance.now() - began < withinMs) {
    const answer = await tryPlayback(installation, listener).catch(() => []);
    if (answer.join() === wanted.join()) return performance.now() - began;
    await wait(LOOK_EVERY_MS);
  }
  return null;
}

/** All alarms that were ever raised. */
export function alarmsOf({ beside }: Installation): Promise<LatchedAlarm[]> {
  return beside.sql<LatchedAlarm>('select kind from audit_alarm order by raised_at');
}
