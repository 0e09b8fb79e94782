import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import type { People } from '../servers/accounts.js';
import { seedCalls } from '../seed/seed-calls.js';
import { seedStaff, type StaffToSeed } from '../seed/seed-staff.js';
import { ChildServer } from './child-server.js';
import { HttpClient, json, jsonOf } from './http-client.js';

/** Has `stop` called at the end, before what was handed over earlier is stopped; calling it twice must do no harm. */
export type AtEnd = (stop: () => Promise<void>) => void;

/** Where an installation lies, and its database. */
export interface Ground {
  readonly folder: string;
  readonly cluster: EmbeddedPostgres;
}

/** Fills an installation that has accounts and nothing else, and no server meanwhile. */
export type Seed = (ground: Ground, people: People) => Promise<void>;

/** A whole Tallenne in a temporary folder, with an embedded PostgreSQL of its own and calls; the server is a child. */
export class Installation {
  private constructor(
    readonly ground: Ground,
    readonly people: People,
    private readonly server: ChildServer,
  ) {}

  /** Makes accounts, a crowd and `recordings` calls first, then starts database and server anew: what follows starts from rest. */
  static async start(recordings: number, crowd: StaffToSeed | null, atEnd: AtEnd): Promise<Installation> {
    const seed: Seed = async ({ cluster }, people) => {
      await seedCalls(cluster.ownerUrl, { recordings, ...byWhom(people) });
      if (crowd) await seedStaff(cluster.ownerUrl, crowd);
    };
    return Installation.startWith(seed, atEnd);
  }

  /** The same with whatever `seed` fills it with. */
  static async startWith(seed: Seed, atEnd: AtEnd): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-'));
    atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
    await chmod(folder, 0o711); // under root PostgreSQL runs as another user, who must pass through
    const people = await prepare(folder, seed, atEnd);
    const cluster = await postgresIn(folder, atEnd);
    const server = await ChildServer.start('tallenne', settingsOf(folder, cluster));
    atEnd(() => server.stop());
    return new Installation({ folder, cluster }, people, server);
  }

  get url(): string {
    return String(this.server.said);
  }

  get ownerUrl(): string {
    return this.ground.cluster.ownerUrl;
  }

  get applicationUrl(): string {
    return this.ground.cluster.applicationUrl;
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

  /** Ends the server; database and folders stay until the end of the bench. */
  endServer(): Promise<void> {
    return this.server.stop();
  }
}

async function prepare(folder: string, seed: Seed, atEnd: AtEnd): Promise<People> {
  const cluster = await postgresIn(folder, atEnd);
  const people = await withAccounts(settingsOf(folder, cluster));
  await seed({ folder, cluster }, people);
  await cluster.stop();
  return people;
}

/** Who took the seeded calls, and who delivered them. */
export function byWhom({ ids }: People): { readonly agentIds: readonly string[]; readonly ingestedBy: string } {
  return { agentIds: Object.values(ids).slice(0, DEMO_AGENTS), ingestedBy: ids['yrjo.yllapito'] ?? '' };
}

/** The first of the demo's accounts are agents. */
const DEMO_AGENTS = 6;

/** A server that makes the schema and the accounts, in a process of its own: nothing of it stays in this one. */
async function withAccounts(settings: NodeJS.ProcessEnv): Promise<People> {
  const server = await ChildServer.start('accounts', settings);
  await server.stop();
  return server.said as People; // what bench/servers/accounts.ts says
}

/** All the load comes from one address, and often from one person. */
const NO_LIMITS = {
  TALLENNE_REQUESTS_PER_MINUTE: '1000000',
  TALLENNE_MACHINE_REQUESTS_PER_MINUTE: '1000000',
  TALLENNE_ADDRESS_REQUESTS_PER_MINUTE: '1000000',
};

function settingsOf(folder: string, { applicationUrl, ownerUrl }: EmbeddedPostgres): NodeJS.ProcessEnv {
  return {
    PORT: '0',
    HOST: '127.0.0.1',
    TALLENNE_DATA_DIR: join(folder, 'data'),
    TALLENNE_KEYS_DIR: join(folder, 'keys'),
    DATABASE_URL: applicationUrl,
    DATABASE_OWNER_URL: ownerUrl,
    ...NO_LIMITS,
  };
}

/** Starts an embedded PostgreSQL in `folder`, which ends with the site. */
export async function postgresIn(folder: string, atEnd: AtEnd): Promise<EmbeddedPostgres> {
  const cluster = await EmbeddedPostgres.start({ dataDir: join(folder, 'data'), onNotice: () => undefined });
  atEnd(() => cluster.stop());
  return cluster;
}
