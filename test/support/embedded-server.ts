import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SchedulerRegistry } from '@nestjs/schedule';
import pg from 'pg';
import { createAccounts, type DemoPeople } from '../../src/cli/demo/create-accounts.js';
import type { MovableClock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { runningCluster } from '../../src/platform/database/cluster-urls.js';
import { columnTypes } from '../../src/platform/database/column-types.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { startServer } from '../../src/server/start-server.js';
import { Client } from './client.js';
import { DeliveredAudio } from './delivered-audio.js';
import { IN_FINLAND } from './in-finland.js';
import { ROOM } from './room.js';
import type { TestServer } from './server.js';

/** Folders of servers with an embedded database, all in one that is removed at the end. */
export interface EmbeddedPlace {
  readonly root: string;
  env(name: string): Record<string, string>;
  remove(): Promise<void>;
}

/** Every server of a place has a data folder of its own, and all have the keys and the log's copy in common. */
export async function embeddedPlace(): Promise<EmbeddedPlace> {
  const root = await mkdtemp(join(tmpdir(), 'tallenne-embedded-server-'));
  await chmod(root, 0o755); // under root PostgreSQL runs as another user, who must pass through
  return {
    root,
    env: name => ({
      PORT: '0',
      TALLENNE_DATA_DIR: join(root, name),
      TALLENNE_KEYS_DIR: join(root, 'keys'),
      TALLENNE_LOG_COPY_URL: `file://${join(root, 'log-copy')}`,
      TALLENNE_TOKEN_SECRET: 'a-secret-for-tests-only-a-secret-for-tests-only',
      ...IN_FINLAND,
      ...ROOM,
    }),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A whole server on an embedded database. `people`: of the server whose backup was put back there. */
export async function startEmbeddedServer(
  env: Record<string, string>,
  clock: MovableClock,
  known?: DemoPeople,
): Promise<TestServer & { readonly people: DemoPeople }> {
  let people = known;
  const config = readConfig(env, { demo: true });
  const notices = { onNotice: () => undefined, onLost: (line: string) => process.stderr.write(`${line}\n`) };
  const server = await startServer({
    ...{ config, clock, ...notices },
    prepare: async app => {
      people ??= await createAccounts(app);
      for (const job of app.get(SchedulerRegistry).getCronJobs().values()) void job.stop();
    },
  });
  const cluster = await runningCluster(config.dataDir);
  if (!cluster || !people) throw new Error('the embedded database is not there');
  const owner = new pg.Pool({ connectionString: cluster.ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  const delivered = new DeliveredAudio();
  const { url, app } = server;
  const ingestToken = people.ingestToken;
  return {
    ...{ url, app, clock, env, delivered, people, ...people, authenticators: new Map() },
    folders: { data: config.dataDir, keys: config.keysDir, blobs: config.blobDir ?? '' },
    database: { name: 'tallenne', ...cluster, superuserUrl: cluster.ownerUrl },
    as: username => new Client(url).signIn(username, DEMO_PASSWORD),
    ingest: () => new Client(url, ingestToken, delivered),
    anonymous: () => new Client(url),
    sql: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await owner.query<Row>({ text, values: [...values], types: columnTypes })).rows,
    beside: () => Promise.reject(new Error('an embedded database has one server')),
    stop: async () => {
      await owner.end();
      await server.stop();
    },
  };
}

/** The built command in a process of its own. */
export class Command {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = '';

  constructor(env: Readonly<Record<string, string>>, ...parameters: readonly string[]) {
    const main = join(import.meta.dirname, '../../dist/src/cli/main.js');
    this.child = spawn(process.execPath, [main, ...parameters], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
    this.ended = once(this.child, 'close').then(() => this.child.exitCode);
  }
}

export async function runCommand(
  env: Readonly<Record<string, string>>,
  ...parameters: readonly string[]
): Promise<{ code: number | null; output: string }> {
  const command = new Command(env, ...parameters);
  return { code: await command.ended, output: command.output };
}
