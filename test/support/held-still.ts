import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { TestServer } from './server.js';

const LOOK_EVERY_MS = 20;

/** What a test locks or changes, so that whoever wants it waits: a statement and its values. */
export type Lock = readonly [statement: string, ...values: unknown[]];

/** Keeps others from going on with a lock of its own, and lets them go on together. */
export class HeldStill {
  private constructor(
    private readonly server: TestServer,
    private readonly holder: pg.Client,
    private readonly pid: number,
  ) {}

  /** Does `work` while `lock` is held; where `work` does not let go, what was changed is undone. */
  static async by<T>(server: TestServer, [text, ...values]: Lock, work: (held: HeldStill) => Promise<T>): Promise<T> {
    const holder = new pg.Client({ connectionString: server.database.superuserUrl });
    await holder.connect();
    try {
      const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
      await holder.query('begin');
      await holder.query(text, values);
      return await work(new HeldStill(server, holder, rows[0]?.pid ?? 0));
    } finally {
      await holder.end();
    }
  }

  /** Returns once `count` connections wait for the lock, or behind one that does, or all of `acts` have ended: they have not waited. */
  async until(count: number, ...acts: readonly Promise<unknown>[]): Promise<void> {
    const ended = acts.length > 0 ? [Promise.allSettled(acts).then(() => true)] : [];
    while ((await this.server.sql(WAITING, [this.pid])).length < count)
      if (await Promise.race([wait(LOOK_EVERY_MS, false), ...ended])) return;
  }

  /** What the statement changed stands from now on. */
  async letGo(): Promise<void> {
    await this.holder.query('commit');
  }
}

const WAITING = `
  with recursive waiting (pid) as (
    select pid from pg_stat_activity where $1 = any(pg_blocking_pids(pid))
    union select a.pid from pg_stat_activity a join waiting w on w.pid = any(pg_blocking_pids(a.pid)))
  select pid from waiting`;
