import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { MovableClock } from '../../src/kernel/clock.js';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { readConfig } from '../../src/platform/config/index.js';
import { startServer } from '../../src/server/start-server.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const PERMISSION_DENIED = '42501';
const TABLES = ['audit_event', 'audit_leaf'] as const;

/** What would rewrite the log, as SQL on one of its tables. */
const REWRITES = (table: string): readonly string[] => [
  `update ${table} set ${table === 'audit_event' ? "outcome = 'done'" : 'hash = hash'}`,
  `delete from ${table}`,
  `truncate ${table}`,
  `alter table ${table} disable trigger all`,
  `drop trigger ${table}_insert_only on ${table}`,
  `alter table ${table} add column note text`,
  `drop table ${table}`,
];

describe('the audit log in the database', () => {
  let server: TestServer;
  let application: pg.Client;
  let owner: pg.Client;

  beforeAll(async () => {
    server = await startTestServer();
    application = new pg.Client({ connectionString: server.database.applicationUrl });
    owner = new pg.Client({ connectionString: server.database.ownerUrl });
    await Promise.all([application.connect(), owner.connect()]);
  });

  afterAll(async () => {
    await Promise.all([application.end(), owner.end()]);
    await server.stop();
  });

  it('can be read and appended to by the application, which is how it came to have events', async () => {
    const { rows } = await application.query<{ events: string }>('select count(*) as events from audit_event');
    expect(Number(rows[0]?.events)).toBeGreaterThan(0);
  });

  it.each(TABLES.flatMap(table => REWRITES(table)))('refuses the application: %s', async statement => {
    await expect(application.query(statement)).rejects.toMatchObject({ code: PERMISSION_DENIED });
  });

  it.each([
    "set session_replication_role = 'replica'",
    'create or replace function refuse_change_of_log() returns trigger language plpgsql as $$ begin return null; end $$',
    'create table public.shadow (id int)',
    'grant update on audit_event to tallenne_app',
  ])('refuses the application a way around: %s', async statement => {
    const attempt = application.query(statement);
    // PostgreSQL answers a grant by somebody without grant options with a warning: what counts is that nothing changes.
    await attempt.catch((error: unknown) => {
      expect(error).toMatchObject({ code: PERMISSION_DENIED });
    });
    await expect(application.query("update audit_event set outcome = 'done'")).rejects.toMatchObject({
      code: PERMISSION_DENIED,
    });
  });

  it.each(TABLES.flatMap(table => REWRITES(table).slice(0, 3)))(
    'refuses the owner by its trigger: %s',
    async statement => {
      await expect(owner.query(statement)).rejects.toThrow('the audit log is insert-only');
    },
  );

  it('lets the texts beside the log be appended to and not be changed', async () => {
    await expect(application.query('update audit_text set sealed = sealed')).rejects.toMatchObject({
      code: PERMISSION_DENIED,
    });
    await expect(application.query('delete from audit_text')).rejects.toMatchObject({ code: PERMISSION_DENIED });
  });

  it.each([
    ['owns the log', () => server.database.ownerUrl],
    ['is a superuser', () => superuserOf(server.database.ownerUrl)],
  ])('refuses a start whose application role %s, in one line', async (_, url) => {
    const settings = {
      PORT: '0',
      TALLENNE_DATA_DIR: server.folders.data,
      TALLENNE_KEYS_DIR: server.folders.keys,
      DATABASE_URL: url(),
      DATABASE_OWNER_URL: server.database.ownerUrl,
      TALLENNE_TOKEN_SECRET: 'a-secret-for-tests-only-a-secret-for-tests-only',
    };
    const clock = new MovableClock(NOW);
    const started = startServer({
      config: readConfig(settings),
      clock,
      onNotice: () => undefined,
      onLost: () => undefined,
    });
    await expect(started).rejects.toThrow(/^DATABASE_URL: this role owns the audit log or is a superuser[^\n]*$/);
  });
});

describe('entities and migrations', () => {
  it('describe one and the same schema', async () => {
    const orm = await MikroORM.init(ormOptions(process.env.TALLENNE_TEST_OWNER_URL ?? '', 1));
    try {
      const changes = await orm.schema.getUpdateSchemaSQL({ wrap: false, dropTables: false });
      // The triggers of the log are no entity's: the migration adds them by hand, and the tests above show them.
      const byHand = /_insert_only|audit_head_moves_on/;
      expect(changes.split('\n').filter(line => line !== '' && !byHand.test(line))).toEqual([]);
    } finally {
      await orm.close(true);
    }
  });
});

function superuserOf(url: string): string {
  const superuser = new URL(process.env.TALLENNE_TEST_SUPERUSER_URL ?? '');
  superuser.pathname = new URL(url).pathname;
  return superuser.href;
}
