import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { readConfig } from '../../src/platform/config/index.js';
import { startServer } from '../../src/server/start-server.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const PERMISSION_DENIED = '42501';
const TABLES = ['audit_event', 'audit_leaf', 'audit_tile'] as const;

/** A column of each table that is written once. */
const WRITTEN_ONCE: Readonly<Record<string, string>> = {
  audit_event: 'outcome',
  audit_leaf: 'hash',
  audit_tile: 'root',
};

/** What would rewrite the log, as SQL on one of its tables. */
const REWRITES = (table: string): readonly string[] => [
  `update ${table} set ${WRITTEN_ONCE[table]} = ${WRITTEN_ONCE[table]}`,
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

  it.each([
    'delete from audit_head',
    'truncate audit_head',
    `update audit_head set origin = 'another'`,
    'update audit_head set pruned_to = 256',
    'alter table audit_head disable trigger all',
    'drop trigger audit_head_moves_on on audit_head',
    'drop table audit_head',
    'update audit_retention set kept_months = 24',
    'alter function refuse_change_of_log() owner to tallenne_app',
  ])('refuses the application to turn the head back: %s', async statement => {
    await expect(application.query(statement)).rejects.toMatchObject({ code: PERMISSION_DENIED });
  });

  it.each([
    ['smaller', 'update audit_head set size = size - 1'],
    ['another of the same size', `update audit_head set root = sha256('another')`],
  ])('refuses everybody, by its trigger, a head that is %s', async (_, statement) => {
    await server.app.get(IntegrateEvents).execute();
    for (const client of [application, owner]) {
      await expect(client.query(statement)).rejects.toThrow('the head of the log only moves on');
    }
  });

  it('lets integration and the owner’s retention go on with these rights', async () => {
    await server.app.get(AuditTrail).recordAlone({ action: 'retention.viewed', actor: THE_SYSTEM });
    await server.app.get(IntegrateEvents).execute();
    expect((await application.query('select from audit_pending')).rowCount).toBe(0);
    await expect(application.query('select * from prune_audit_log()')).resolves.toMatchObject({ rowCount: 1 });
    await expect(application.query('select forget_audit_texts(current_date)')).resolves.toMatchObject({ rowCount: 1 });
  });

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
      // Triggers are no entity's: the migrations add them by hand; the tests above, and those of open streams and saved searches, show them.
      const byHand =
        /_insert_only|audit_head_moves_on|_tells_change|_by_two|arrival_forgotten|arrival_tally_|saved_search_go/;
      // Nor are foreign keys, by which what hangs on a case or a recording goes with it: no entity has a relation.
      const keys = await orm.em.execute<{ name: string }[]>(
        "select conname as name from pg_constraint where contype = 'f'",
      );
      const foreign = new Set(keys.map(({ name }) => name));
      const others = changes.split('\n').filter(line => line !== '' && !byHand.test(line));
      expect(others.filter(line => !foreign.has(/drop constraint "(\w+)"/.exec(line)?.[1] ?? ''))).toEqual([]);
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
