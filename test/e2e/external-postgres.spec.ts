import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { Migration } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { runMigration } from '../../src/cli/migrate.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { MIGRATION_NAMES, ormOptions } from '../../src/mikro-orm.config.js';
import { readConfig, readMigrationConfig, type Config, type MigrationConfig } from '../../src/platform/config/index.js';
import { KeyCluster } from '../../src/platform/crypto/pg-key-ring/key-cluster.js';
import { connectionTo } from '../../src/platform/database/connection.js';
import { Database } from '../../src/platform/database/index.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { startServer } from '../../src/server/start-server.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { type ExternalPostgres, startExternalPostgres } from '../support/external-postgres.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { optionalTool } from '../support/optional-tool.js';
import { NOW, startTestServer, type TestDatabase, type TestServer } from '../support/server.js';
import { exampleSettings, unitSays } from '../support/units.js';

/** Clusters that start on a machine with other work take their time. */
jest.setTimeout(300_000);

const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };
const KEYS_NEED = { wal_recycle: 'off' };
const openssl = optionalTool('openssl') ?? 'openssl';

/** A change that needs a table for itself, if only for a moment. */
class AddsColumn extends Migration {
  override up(): void {
    this.addSql('alter table "recording" add column "probe" text null');
  }
}

/** An index that is built beside the service, as docs/postgresql.md says. */
class BuildsIndex extends Migration {
  override up(): void {
    this.addSql('set lock_timeout = 0');
    this.addSql('drop index concurrently if exists "recording_probe"');
    this.addSql('create index concurrently "recording_probe" on "recording" ("probe")');
    this.addSql(`set lock_timeout = '5s'`);
  }

  override isTransactional(): boolean {
    return false;
  }
}

/** Debian 13 brings PostgreSQL 17. 15, the oldest that is taken, is tried where a machine has it. */
const VERSIONS = existsSync('/usr/lib/postgresql/15/bin/postgres') ? (['17', '15'] as const) : (['17'] as const);

for (const version of VERSIONS) {
  describeWith(`postgresql-${version}`, `PostgreSQL ${version} of an operator’s own`, postgres => {
    let cluster: ExternalPostgres;
    let keys: ExternalPostgres;
    let database: TestDatabase;
    let server: TestServer | undefined;
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tallenne-e2e-'));
      [cluster, keys] = await Promise.all([
        startExternalPostgres({ postgres, openssl }),
        startExternalPostgres({ postgres, openssl, settings: KEYS_NEED }),
      ]);
      database = await cluster.createDatabase('tallenne');
      await keys.sql('grant pg_monitor to tallenne_owner');
    });

    afterEach(async () => {
      if (server) await checkCustody(server);
      await server?.stop();
      server = undefined;
    });

    afterAll(async () => {
      await Promise.all([cluster, keys].map(each => each.stop()));
      await rm(folder, { recursive: true, force: true });
    });

    const settings = (changed: Readonly<Record<string, string>> = {}): Record<string, string> => ({
      PORT: '0',
      TALLENNE_DATA_DIR: join(folder, 'data'),
      TALLENNE_KEYS_DIR: join(folder, 'keys'),
      DATABASE_URL: database.applicationUrl,
      TALLENNE_TOKEN_SECRET: 'a-secret-for-tests-only-a-secret-for-tests-only',
      ...changed,
    });
    const migrationOf = (config: MigrationConfig): Promise<string[]> => {
      const said: string[] = [];
      return runMigration(config, line => said.push(line)).then(() => said);
    };
    const asOwner = ({ applicationUrl, ownerUrl } = database): Config =>
      readConfig(settings({ DATABASE_URL: applicationUrl, DATABASE_OWNER_URL: ownerUrl }));
    /** The one line that a start ends with. */
    const refusalOf = (changed: Readonly<Record<string, string>>): Promise<string> =>
      startServer({
        config: readConfig(settings(changed)),
        clock: new MovableClock(NOW),
        onNotice: () => undefined,
        onLost: () => undefined,
      }).then(
        () => 'it started',
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    /** A server that is not the owner of `on`, which is migrated before. */
    const serve = async (on: TestDatabase, env: Record<string, string> = {}): Promise<TestServer> => {
      await runMigration(asOwner(on), () => undefined);
      server = await startTestServer({ database: on, env, asOwner: false });
      return server;
    };

    it('is not served while its schema is not there, and the line says what to run', async () => {
      expect(await refusalOf({})).toMatch(
        /^The schema of the database lacks \d+ of \d+ migrations, .* run "tallenne migrate" with DATABASE_OWNER_URL\.$/,
      );
    });

    it('is migrated once by two that begin at the same time, and then has nothing to be done', async () => {
      const said = await Promise.all([asOwner(), asOwner()].map(config => migrationOf(config)));
      const migrated = said.flat().filter(line => line.startsWith('Migrated '));
      expect(migrated).toEqual(MIGRATION_NAMES.map(name => `Migrated ${name}`));
      expect(said.flat()).toContain('The schema is current; nothing was to be done.');
      expect(await migrationOf(asOwner())).toEqual(['The schema is current; nothing was to be done.']);
    });

    it('is migrated by the unit of systemd, which is handed no secret of what else the settings name', async () => {
      const { applicationUrl, ownerUrl } = database;
      const { environment } = await unitSays(['tallenne-migrate.service'], folder);
      for (const [file, url] of [['application-url', applicationUrl] as const, ['owner-url', ownerUrl] as const])
        await writeFile(join(folder, file), url);
      const read = readMigrationConfig({ ...(await exampleSettings(true)), ...environment });
      expect((await migrationOf(read)).at(-1)).toMatch(/^The schema is current/);
    });

    it('cannot be migrated by the application', async () => {
      await expect(runMigration(readConfig(settings()), () => undefined)).rejects.toThrow(/^DATABASE_OWNER_URL: /);
    });

    it('takes recordings and plays them, with its keys in another, on TLS alone and without its owner', async () => {
      const place = await keys.createDatabase('keys_of_main');
      const at = await serve(database, { KEYS_DATABASE_URL: place.ownerUrl });
      const audio = wav({ seconds: 1 });
      const taken = await at.ingest().deliver(callMetadata(NOW), audio);
      expect(taken.status).toBe(201);
      const maija = await at.as('maija.malli');
      const granted = await maija.post(`/recordings/${String(taken.body.id)}/playbacks`, PURPOSE);
      expect((await maija.get(String(granted.body.audioUrl))).bytes.equals(audio)).toBe(true);
      expect(at.env.DATABASE_OWNER_URL).toBeUndefined();
      for (const [where, role] of [
        [cluster, 'tallenne_app'],
        [keys, 'tallenne_owner'],
      ] as const) {
        const sessions = await where.sql<{ ssl: boolean }>(
          `select s.ssl from pg_stat_ssl s join pg_stat_activity using (pid) where usename = '${role}'`,
        );
        expect(sessions.length).toBeGreaterThan(0);
        expect(sessions.every(({ ssl }) => ssl)).toBe(true);
      }
    });

    it('is refused with the authority of another, under another name, and without TLS, each in one line', async () => {
      const foreign = (url: string, from: ExternalPostgres, to: ExternalPostgres): string =>
        url.replace(from.authority, to.authority);
      const url = database.applicationUrl;
      const untrusted =
        /^DATABASE_URL: its certificate is not one of the authority in sslrootcert for this host \(\w+\)[^\n]*$/;
      expect(await refusalOf({ DATABASE_URL: foreign(url, cluster, keys) })).toMatch(untrusted);
      // The certificate names localhost alone: a number is another name, as is one that Node takes for none.
      expect(await refusalOf({ DATABASE_URL: url.replace('localhost', '127.0.0.1') })).toMatch(untrusted);
      expect(await refusalOf({ DATABASE_URL: url.replace(/\?.*/, '') })).toMatch(
        /^DATABASE_URL: it does not let this role in \(28000\)\.$/,
      );
      const place = await keys.createDatabase('keys_of_nobody');
      expect(await refusalOf({ KEYS_DATABASE_URL: foreign(place.ownerUrl, keys, cluster) })).toMatch(
        /^KEYS_DATABASE_URL: its certificate is not one of the authority/,
      );
      const owner = foreign(database.ownerUrl, cluster, keys);
      expect(await refusalOf({ DATABASE_OWNER_URL: owner })).toMatch(/^DATABASE_OWNER_URL: its certificate is not/);
    });

    it('lets no part of the server in by a certificate of another authority: neither ORM, listener nor keys', async () => {
      const url = database.applicationUrl.replace(cluster.authority, keys.authority);
      const orm = await MikroORM.init(ormOptions(url, 1));
      await expect(orm.em.execute('select 1')).rejects.toThrow(/certificate/);
      await expect(new Database(orm).dedicated('tests', 10_000).connect()).rejects.toThrow(/certificate/);
      await orm.close(true);
      const ring = new KeyCluster(database.ownerUrl.replace(cluster.authority, keys.authority));
      await expect(ring.query('select 1')).rejects.toThrow(/certificate/);
      await ring.close();
    });

    it('is not served by a role that owns the audit log, although no owner is named', async () => {
      expect(await refusalOf({ DATABASE_URL: database.ownerUrl })).toMatch(
        /^DATABASE_URL: this role owns the audit log/,
      );
    });

    it('is not served while it lacks a migration, keeps the log otherwise than told, or lets in too few', async () => {
      const last = MIGRATION_NAMES.at(-1) ?? '';
      await cluster.sql(`update mikro_orm_migrations set name = 'another' where name = '${last}'`, 'tallenne');
      expect(await refusalOf({})).toContain(
        `lacks 1 of ${MIGRATION_NAMES.length} migrations, the first of them ${last}:`,
      );
      await cluster.sql(`update mikro_orm_migrations set name = '${last}' where name = 'another'`, 'tallenne');

      expect(await refusalOf({ TALLENNE_LOG_KEPT_MONTHS: '72' })).toMatch(/^TALLENNE_LOG_KEPT_MONTHS: .* set 60 /);
      await cluster.sql('delete from audit_retention', 'tallenne');
      expect(await refusalOf({})).toMatch(/^TALLENNE_LOG_KEPT_MONTHS: .* set nothing /);
      await cluster.sql('insert into audit_retention ("only", kept_months) values (true, 60)', 'tallenne');

      await cluster.sql('alter role tallenne_app connection limit 45');
      expect(await refusalOf({})).toMatch(/^DATABASE_URL: 45 connections .* TALLENNE_DATABASE_POOL=20 need 46: /);
      await cluster.sql('alter role tallenne_app connection limit -1');
    });

    it('is migrated when a long transaction has ended, and lets others by while it waits for that', async () => {
      const orm = ormOptions(database.ownerUrl, 1);
      const more = [
        { name: '9998-adds-column', class: AddsColumn },
        { name: '9999-builds-index', class: BuildsIndex },
      ];
      const list = [...(orm.migrations?.migrationsList ?? []), ...more];
      const long = new pg.Client(connectionTo(database.superuserUrl));
      await long.connect();
      await long.query('begin');
      await long.query('select from recording');
      const [said, applied]: [string[], string[]] = [[], []];
      const migrated = migrate(
        { ...orm, migrations: { ...orm.migrations, migrationsList: list } },
        database.applicationUrl,
        {
          onNotice: line => said.push(line),
          onApplied: name => applied.push(name),
        },
      );
      await until(async () => (await cluster.sql(WAITING_FOR_RECORDING, 'tallenne')).length > 0);
      // Behind the change that waits; it gets by only because that steps back.
      await cluster.sql('select count(*) from recording', 'tallenne');
      await until(() => said.length > 0);
      expect([said, applied]).toEqual([[expect.stringContaining('in use by a long transaction')], []]);

      await long.query('rollback');
      await migrated;
      expect(applied).toEqual(['9998-adds-column', '9999-builds-index']);
      expect(await cluster.sql(VALID_INDEX, 'tallenne')).toHaveLength(1);
      await long.end();
    });

    it('is served when its schema is ahead, as in the middle of an update', async () => {
      const applied = await cluster.sql(
        `select from mikro_orm_migrations where name = '9999-builds-index'`,
        'tallenne',
      );
      expect(applied).toHaveLength(1);
      // Past the schema: the keys are those of another test.
      expect(await refusalOf({})).toContain('this is not the key ring that the database was used with');
    });

    it('with a standby that must confirm: no start without it, not ready while it is away, ready when it is back', async () => {
      const on = await cluster.createDatabase('with_standby');
      const required = { TALLENNE_DATABASE_STANDBY: 'synchronous' };
      expect(await refusalOf(required)).toMatch(
        /^TALLENNE_DATABASE_STANDBY: the database has no synchronous_standby_names/,
      );
      await cluster.addStandby();
      await until(async () => (await cluster.sql('select from pg_stat_replication')).length > 0);
      expect(await refusalOf(required)).toMatch(/^TALLENNE_DATABASE_STANDBY: .* grant pg_read_all_stats to it\.$/);
      await cluster.sql('grant pg_read_all_stats to tallenne_app');
      const at = await serve(on, required);
      const ready = () => at.anonymous().get('/readyz');
      expect((await ready()).status).toBe(200);

      await cluster.stopStandby();
      await until(async () => (await ready()).status === 503);
      expect((await ready()).body).toMatchObject({ code: 'not-ready', missing: ['standby'] });
      expect(await refusalOf(required)).toBe(
        'TALLENNE_DATABASE_STANDBY: no synchronous standby is connected to the database.',
      );
      let answered = false;
      const metadata = callMetadata(NOW);
      const audio = wav({ seconds: 1 });
      const delivery = at.ingest().deliver(metadata, audio);
      void delivery.finally(() => (answered = true));
      await until(async () => (await cluster.sql(WAITING_FOR_STANDBY)).length > 0);
      expect(answered).toBe(false);

      await cluster.startStandby();
      await until(async () => (await ready()).status === 200);
      await delivery;
      // Whether the wait was too long for the first or not: it is there once.
      expect([200, 201]).toContain((await at.ingest().deliver(metadata, audio)).status);
      expect(await at.sql('select from recording')).toHaveLength(1);
    });
  });
}

const WAITING_FOR_RECORDING = `select from pg_locks where not granted and relation = 'recording'::regclass`;
const VALID_INDEX = `select from pg_index where indisvalid and indexrelid = 'recording_probe'::regclass`;
const WAITING_FOR_STANDBY = `select from pg_stat_activity where wait_event = 'SyncRep' and usename = 'tallenne_app'`;

/** Looks until it is so; the time of the whole test is the limit. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(50);
}
