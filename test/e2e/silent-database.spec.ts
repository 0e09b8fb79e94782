import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { Database, type EntityManager } from '../../src/platform/database/index.js';
import { FAULTY_POOL, startFaultyServer, type FaultyServer } from '../support/fault-server.js';
import { HeldStill } from '../support/held-still.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** So much longer than a statement may take (30 s) that a busy machine is no reason. */
const ENDS_WITHIN_MS = 75_000;

/** A connection over which nothing comes any more, and of whose end nobody hears. */
describe('a database that falls silent', () => {
  let server: TestServer;
  let faulty: FaultyServer;

  beforeAll(async () => {
    server = await startTestServer();
    faulty = await startFaultyServer(server);
  });

  afterAll(async () => {
    await faulty.stop();
    await server.stop();
  });

  const one = (em: EntityManager) => em.execute<{ one: number }[]>('select 1 as one');

  it('ends a transaction of which one statement is not answered, whichever it is, and keeps nothing of its connection', async () => {
    const database = faulty.app.get(Database);
    const silent = ['begin', 'select 1 as one', 'commit'];
    const waiting: Promise<string>[] = [];
    for (const statement of silent) {
      const fault = faulty.database.arm({ kind: 'hang', of: ({ text }) => text === statement });
      const ended = database.transaction(one).then(
        () => 'done',
        () => 'failed',
      );
      waiting.push(Promise.race([ended, wait(ENDS_WITHIN_MS, 'waits', { ref: false })]));
      await Promise.race([fault.strikes, ended]);
      expect(fault.struck?.text).toBe(statement);
    }

    expect(await Promise.all(waiting)).toEqual(silent.map(() => 'failed'));
    faulty.database.disarm();
    const all = Promise.all(Array.from({ length: FAULTY_POOL }, () => database.transaction(one)));
    await expect(Promise.race([all, wait(ENDS_WITHIN_MS / 3, 'waits', { ref: false })])).resolves.toHaveLength(
      FAULTY_POOL,
    );
  });

  it('lets go of the locks of a server that is gone while its statement waits', async () => {
    const database = faulty.app.get(Database);
    await server.sql('create table waited_for (n integer)');
    await server.sql('grant all on waited_for to tallenne_app');
    const waiting = "select count(*)::int as waits from pg_stat_activity where query like 'insert into waited_for%'";
    const counted = async (): Promise<number> => (await server.sql<{ waits: number }>(waiting))[0]?.waits ?? 0;
    const until = async (wanted: number): Promise<void> => {
      for (let waitedMs = 0; waitedMs < ENDS_WITHIN_MS && (await counted()) !== wanted; waitedMs += 100)
        await wait(100);
    };
    await HeldStill.by(server, ['lock table waited_for'], async () => {
      const limit = { timeoutMs: 1000 };
      const statement = { name: 'waits', text: 'insert into waited_for values (1) returning n' };
      const given = database.query(statement, [], limit).catch(() => 'given up');
      await until(1);
      expect(await given).toBe('given up');
      await until(0);
      expect(await counted()).toBe(0);
    });
    await wait(500);
    expect(await server.sql('select n from waited_for')).toEqual([]);
  });
});
