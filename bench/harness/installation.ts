import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccounts, type DemoPeople } from '../../src/cli/demo/create-accounts.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { startServer } from '../../src/server/start-server.js';
import { seedCalls } from '../seed/seed-calls.js';
import { ChildServer } from './child-server.js';
import { HttpClient, json, jsonOf } from './http-client.js';

/** A whole Tallenne in a temporary folder, with an embedded PostgreSQL of its own and calls; the server is a child. */
export class Installation {
  private constructor(
    readonly url: string,
    readonly ownerUrl: string,
    readonly applicationUrl: string,
    readonly people: DemoPeople,
    private readonly parts: readonly (() => Promise<void>)[],
  ) {}

  /** Makes accounts and `recordings` calls first, then starts database and server anew: what follows starts from rest. */
  static async start(recordings: number): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-'));
    const parts = [() => rm(folder, { recursive: true, force: true })];
    try {
      await chmod(folder, 0o711); // under root PostgreSQL runs as another user, who must pass through
      const people = await withPostgres(folder, cluster => prepare(folder, cluster, recordings));
      const cluster = await postgresIn(folder);
      parts.unshift(() => cluster.stop());
      const server = await ChildServer.start('tallenne', settingsOf(folder, cluster));
      parts.unshift(() => server.stop());
      return new Installation(server.url, cluster.ownerUrl, cluster.applicationUrl, people, parts);
    } catch (error) {
      await stopAll(parts);
      throw error;
    }
  }

  /** A client that speaks as the person. Its token lasts a quarter of an hour: sign in anew for each row. */
  async as(username: string): Promise<HttpClient> {
    const anonymous = new HttpClient(this.url);
    const sent = { method: 'POST', path: '/api/v1/sessions', ...json({ username, password: DEMO_PASSWORD }) } as const;
    const { accessToken } = jsonOf(await anonymous.send(sent, 201));
    anonymous.close();
    return new HttpClient(this.url, { authorization: `Bearer ${String(accessToken)}` });
  }

  /** A client that speaks as the telephone system. */
  ingest(): HttpClient {
    return new HttpClient(this.url, { authorization: `Bearer ${this.people.ingestToken}` });
  }

  stop(): Promise<void> {
    return stopAll(this.parts);
  }
}

async function prepare(folder: string, cluster: EmbeddedPostgres, recordings: number): Promise<DemoPeople> {
  const people = await withAccounts(settingsOf(folder, cluster));
  const agentIds = [...people.ids.values()].slice(0, DEMO_AGENTS);
  await seedCalls(cluster.ownerUrl, { recordings, agentIds, ingestedBy: people.ids.get('yrjo.yllapito') ?? '' });
  return people;
}

/** The first of the demo's accounts are agents. */
const DEMO_AGENTS = 6;

/** Starts and stops a server in this process, which makes the schema and the accounts. */
async function withAccounts(settings: NodeJS.ProcessEnv): Promise<DemoPeople> {
  let people: DemoPeople | undefined;
  const server = await startServer({
    config: readConfig(settings, { demo: true }),
    clock: new SystemClock(),
    onNotice: () => undefined,
    onLost: () => undefined,
    prepare: async app => {
      people = await createAccounts(app);
    },
  });
  await server.stop();
  if (!people) throw new Error('the accounts were not made');
  return people;
}

function settingsOf(folder: string, { applicationUrl, ownerUrl }: EmbeddedPostgres): NodeJS.ProcessEnv {
  return {
    PORT: '0',
    HOST: '127.0.0.1',
    TALLENNE_DATA_DIR: join(folder, 'data'),
    TALLENNE_KEYS_DIR: join(folder, 'keys'),
    DATABASE_URL: applicationUrl,
    DATABASE_OWNER_URL: ownerUrl,
  };
}

function postgresIn(folder: string): Promise<EmbeddedPostgres> {
  return EmbeddedPostgres.start({ dataDir: join(folder, 'data'), onNotice: () => undefined });
}

async function withPostgres<T>(folder: string, work: (cluster: EmbeddedPostgres) => Promise<T>): Promise<T> {
  const cluster = await postgresIn(folder);
  try {
    return await work(cluster);
  } finally {
    await cluster.stop();
  }
}

/** Each in turn; one that fails keeps none of the others from being stopped. */
async function stopAll(parts: readonly (() => Promise<void>)[]): Promise<void> {
  for (const stop of parts) {
    await stop().catch((error: unknown) => {
      process.stderr.write(`couldn't stop a part of the bench: ${String(error)}\n`);
    });
  }
}
