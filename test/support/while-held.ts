import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { TestServer } from './server.js';

const LOOK_EVERY_MS = 20;

/** Runs `work` while a connection of its own holds what `statement` locks; `letGo` ends that before `work` ends. */
export async function whileHeld<Result>(
  server: TestServer,
  [statement, values = []]: readonly [statement: string, values?: readonly unknown[]],
  work: (letGo: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const holder = new pg.Client({ connectionString: server.database.superuserUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(statement, [...values]);
    return await work(async () => {
      await holder.query('rollback');
    });
  } finally {
    await holder.end();
  }
}

/** Until as many statements wait for a lock, or all of `acts` have ended: they have not waited. */
export async function untilWaiting(server: TestServer, count: number, ...acts: readonly Promise<unknown>[]) {
  const ended = acts.length > 0 ? [Promise.allSettled(acts).then(() => true)] : [];
  while ((await server.sql(WAITS)).length < count) {
    if (await Promise.race([wait(LOOK_EVERY_MS, false), ...ended])) return;
  }
}

const WAITS = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
