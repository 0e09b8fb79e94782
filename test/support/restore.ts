import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { settleLog } from './log.js';
import type { TestServer } from './server.js';

/** A copy of a server's database at one moment, as a backup holds it. */
export interface DatabaseBackup {
  readonly name: string;
}

/** Copies the database; its connections are cut for a moment. */
export async function backUpDatabase({ database }: TestServer): Promise<DatabaseBackup> {
  const name = `${database.name}_backup`;
  await asSuperuser(async sql => {
    await sql(`alter database ${database.name} allow_connections false`);
    await cutOff(sql, database.name);
    await sql(`create database ${name} template ${database.name}`);
    await sql(`alter database ${database.name} allow_connections true`);
  });
  return { name };
}

/** Puts the backup in place of the database. */
export async function restoreDatabase({ database }: TestServer, { name }: DatabaseBackup): Promise<void> {
  await asSuperuser(async sql => {
    await sql(`alter database ${database.name} allow_connections false`);
    await cutOff(sql, database.name);
    await sql(`drop database ${database.name}`);
    await sql(`create database ${database.name} owner tallenne_owner template ${name}`);
    await sql(`grant connect on database ${database.name} to tallenne_app`);
  });
}

/** Ends the server, puts the backup in place of its database, and starts another on its folders: on keys, audio and a copy of the log that are further. */
export async function startedOnBackup(first: TestServer, backup: DatabaseBackup): Promise<TestServer> {
  await settleLog(first);
  await first.app.close();
  await restoreDatabase(first, backup);
  return first.beside();
}

/** Ends what {@link startedOnBackup} has started, and takes the folders of both away. */
export async function endOnBackup(first: TestServer, server: TestServer): Promise<void> {
  await server.stop();
  await rm(join(first.folders.data, '..'), { recursive: true, force: true });
}

type Sql = (text: string, values?: readonly unknown[]) => Promise<unknown>;

function cutOff(sql: Sql, name: string): Promise<unknown> {
  return sql('select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = $1', [name]);
}

async function asSuperuser(work: (sql: Sql) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TALLENNE_TEST_SUPERUSER_URL });
  await client.connect();
  try {
    await work((text, values = []) => client.query(text, [...values]));
  } finally {
    await client.end();
  }
}
