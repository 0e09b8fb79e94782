import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import type { People } from '../servers/accounts.js';
import { seedCalls } from '../seed/seed-calls.js';
import { ChildServer } from './child-server.js';
import { HttpClient, json, jsonOf } from './http-client.js';

/** A whole Tallenne in a temporary folder, with an embedded PostgreSQL of its own and calls; the server is a child. */
export class Installation {
  private constructor(
    readonly url: string,
    readonly ownerUrl: string,
    readonly applicationUrl: string,
    readonly people: People,
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
      return new Installation(String(server.said), cluster.ownerUrl, cluster.applicationUrl, people, parts);
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

async function prepare(folder: string, cluster: EmbeddedPostgres, recordings: number): Promise<People> {
  const people = await withAccounts(settingsOf(folder, cluster));
  const agentIds = Object.values(people.ids).slice(0, DEMO_AGENTS);
  await seedCalls(cluster.ownerUrl, { recordings, agentIds, ingestedBy: people.ids['yrjo.yllapito'] ?? '' });
  return people;
}

/** The first of the demo's accounts are agents. */
const DEMO_AGENTS = 6;

/** A server that makes the schema and the accounts, in a process of its own: nothing of it stays in this one. */
async function withAccounts(settings: NodeJS.ProcessEnv): Promise<People> {
  const server = await ChildServer.start('accounts', settings);
  await server.stop();
  return server.said as People; // what bench/servers/accounts.ts says
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
