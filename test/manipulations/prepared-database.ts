import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { ormOptions } from '../../src/mikro-orm.config.js';
import { columnTypes } from '../../src/platform/database/column-types.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { startTestCluster } from '../support/postgres.js';

/** An empty database with today's schema. */
export interface PreparedDatabase {
  readonly applicationUrl: string;
  readonly superuserUrl: string;
}

/** Makes databases, on a cluster that ends with it. */
export interface Databases {
  next(): Promise<PreparedDatabase>;
  stop(): Promise<void>;
}

/** Runs one statement; instants as Date, bigint as number. */
export type Sql = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Statements on one connection. */
export function sqlOn(client: pg.Client): Sql {
  return async <Row extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query<Row>({ text, values: [...values], types: columnTypes })).rows;
}

/** On a cluster of its own. */
export async function ownDatabases(): Promise<Databases> {
  const cluster = await startTestCluster();
  return {
    next: async () => {
      const name = newName();
      const { ownerUrl, applicationUrl } = await cluster.createDatabase(name);
      await migrate(ormOptions(ownerUrl, 1), applicationUrl);
      return { applicationUrl, superuserUrl: within(cluster.superuserUrl, name) };
    },
    stop: () => cluster.stop(),
  };
}

/** On the cluster of the end-to-end tests, as copies of their template. */
export function testDatabases(): Databases {
  const superuserUrl = process.env.TALLENNE_TEST_SUPERUSER_URL ?? '';
  const applicationUrl = process.env.TALLENNE_TEST_APPLICATION_URL ?? '';
  return {
    next: async () => {
      const name = newName();
      const client = new pg.Client(superuserUrl);
      await client.connect();
      await client.query(`create database ${name} owner tallenne_owner template tallenne_template`);
      await client.query(`grant connect on database ${name} to tallenne_app`);
      await client.end();
      return { applicationUrl: within(applicationUrl, name), superuserUrl: within(superuserUrl, name) };
    },
    stop: () => Promise.resolve(),
  };
}

function newName(): string {
  return `m_${randomUUID().replaceAll('-', '')}`;
}

function within(url: string, database: string): string {
  return url.replace(/\/[^/]*$/, `/${database}`);
}
