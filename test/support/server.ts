import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createAccounts } from '../../src/cli/demo/create-accounts.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { startServer, type RunningServer } from '../../src/server/start-server.js';
import { Client } from './client.js';

/** Where the tests' time begins: a Tuesday morning in Helsinki. */
export const NOW = new Date('2026-11-24T07:00:00Z');

export interface TestServer {
  readonly url: string;
  readonly app: RunningServer['app'];
  /** Moves what the server takes for now; the database's clock stays. */
  readonly clock: MovableClock;
  readonly folders: { readonly data: string; readonly keys: string; readonly blobs: string };
  readonly database: { readonly ownerUrl: string; readonly applicationUrl: string };
  readonly ingestToken: string;
  /** Staff ids by user name. */
  readonly ids: ReadonlyMap<string, string>;
  /** Signs in and gives a client that speaks as that person. */
  as(username: string): Promise<Client>;
  /** A client that speaks as the telephone system. */
  ingest(): Client;
  anonymous(): Client;
  stop(): Promise<void>;
}

/** A whole server on a database of its own, with the demo's accounts and no calls. */
export async function startTestServer({ at = NOW, env = {} }: { at?: Date; env?: NodeJS.ProcessEnv } = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-e2e-'));
  const database = await newDatabase();
  const folders = { data: join(folder, 'data'), keys: join(folder, 'keys'), blobs: join(folder, 'data', 'blobs') };
  const settings = {
    PORT: '0',
    TALLENNE_DATA_DIR: folders.data,
    TALLENNE_KEYS_DIR: folders.keys,
    DATABASE_URL: database.applicationUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    TALLENNE_TOKEN_SECRET: 'a-secret-for-tests-only-a-secret-for-tests-only',
    ...env,
  };
  const clock = new MovableClock(at);
  let people: Awaited<ReturnType<typeof createAccounts>> | undefined;
  const server = await startServer({
    config: readConfig(settings, { demo: true }),
    clock,
    onNotice: () => undefined,
    onLost: line => process.stderr.write(`${line}\n`),
    prepare: async app => {
      people = await createAccounts(app);
    },
  });
  const { ids, ingestToken } = people ?? { ids: new Map<string, string>(), ingestToken: '' };
  const { url, app } = server;
  return {
    ...{ url, app, clock, folders, database, ids, ingestToken },
    as: username => new Client(url).signIn(username, DEMO_PASSWORD),
    ingest: () => new Client(url, ingestToken),
    anonymous: () => new Client(url),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function newDatabase(): Promise<{ ownerUrl: string; applicationUrl: string }> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const superuser = new pg.Client({ connectionString: settingOf('TALLENNE_TEST_SUPERUSER_URL') });
  await superuser.connect();
  try {
    await superuser.query(`create database ${name} owner tallenne_owner template tallenne_template`);
    await superuser.query(`grant connect on database ${name} to tallenne_app`);
  } finally {
    await superuser.end();
  }
  const within = (url: string): string => url.replace(/\/[^/]*$/, `/${name}`);
  return {
    ownerUrl: within(settingOf('TALLENNE_TEST_OWNER_URL')),
    applicationUrl: within(settingOf('TALLENNE_TEST_APPLICATION_URL')),
  };
}

function settingOf(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: the end-to-end tests need their global set-up.`);
  return value;
}
