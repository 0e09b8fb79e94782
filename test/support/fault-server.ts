import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SchedulerRegistry } from '@nestjs/schedule';
import { readConfig } from '../../src/platform/config/index.js';
import { ListenForChanges } from '../../src/platform/database/index.js';
import { startServer } from '../../src/server/start-server.js';
import { FaultyDatabase } from './faulty-database.js';
import type { TestServer } from './server.js';

/** A further server on the database and folders of another, which reaches its database past faults. */
export interface FaultyServer {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly database: FaultyDatabase;
  stop(): Promise<void>;
}

/** How many connections it may have: those that hang stay among them, and a test makes many at once. */
export const FAULTY_POOL = 60;

/** Starts it, `settings` other than those of the other one; neither of the two does anything by itself, so that each statement is that of a request. */
export async function startFaultyServer(
  beside: TestServer,
  settings: Readonly<Record<string, string>> = {},
): Promise<FaultyServer> {
  const database = await FaultyDatabase.before(beside.database.applicationUrl);
  stopSchedule(beside.app);
  const server = await startServer({
    config: readConfig(
      { ...beside.env, DATABASE_URL: database.url, TALLENNE_DATABASE_POOL: String(FAULTY_POOL), ...settings },
      { demo: true },
    ),
    clock: beside.clock,
    onNotice: () => undefined,
    onLost: line => process.stderr.write(`${line}\n`),
    prepare: app => {
      stopSchedule(app);
      return Promise.resolve();
    },
  });
  return {
    ...{ url: server.url, app: server.app, database },
    stop: async () => {
      await server.stop();
      await database.stop();
    },
  };
}

/** From now on the server does nothing but answer. */
export function stopSchedule(app: NestFastifyApplication): void {
  void app.get(ListenForChanges).onModuleDestroy();
  const schedule = app.get(SchedulerRegistry);
  for (const name of schedule.getIntervals()) schedule.deleteInterval(name);
  for (const job of schedule.getCronJobs().values()) void job.stop();
}
