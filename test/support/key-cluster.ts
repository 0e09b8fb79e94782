import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { MonotonicMs } from '../../src/platform/crypto/expiring-cache.js';
import { PgKeyRing } from '../../src/platform/crypto/pg-key-ring/pg-key-ring.js';
import { columnTypes } from '../../src/platform/database/column-types.js';
import { startTestCluster } from './postgres.js';

/** A PostgreSQL cluster of the keys, apart from the one of all other tests, set up as docs/keys.md says. */
export interface TestKeyCluster {
  readonly clusterDir: string;
  /** A new, empty database in it, for one ring. */
  createDatabase(): Promise<string>;
  /** Runs one statement as the superuser, in the database of `url` or in `postgres`. */
  sql<Row extends object>(text: string, url?: string): Promise<Row[]>;
  /** Stops it, stays without it for a while, and starts it again. */
  restart(downMs: number): Promise<void>;
  /** What checkpoints of a cluster that is in use do by and by: every WAL file from before goes. */
  letWalGo(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a cluster for keys. `changed`: settings that are not as they should be. */
export async function startKeyCluster(changed: Readonly<Record<string, string>> = {}): Promise<TestKeyCluster> {
  const cluster = await startTestCluster({
    wal_recycle: 'off',
    max_wal_size: '64MB',
    min_wal_size: '32MB',
    ...changed,
  });
  const sql = <Row extends object>(text: string, url = cluster.superuserUrl): Promise<Row[]> =>
    asSuperuser<Row>(text, cluster.superuserUrl, new URL(url).pathname);
  await sql('grant pg_monitor to tallenne_owner');
  return {
    clusterDir: cluster.clusterDir,
    createDatabase: async () => (await cluster.createDatabase(`k_${randomUUID().replaceAll('-', '')}`)).ownerUrl,
    sql,
    restart: cluster.restart,
    letWalGo: async () => {
      for (let round = 0; round < 3; round += 1) {
        await sql('select pg_logical_emit_message(false, $$tests$$, $$anything$$)');
        await sql('select pg_switch_wal()');
        await sql('checkpoint');
      }
    },
    stop: cluster.stop,
  };
}

async function asSuperuser<Row extends object>(text: string, superuserUrl: string, path: string): Promise<Row[]> {
  const url = new URL(superuserUrl);
  url.pathname = path;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return (await client.query<Row>({ text, types: columnTypes })).rows;
  } finally {
    await client.end();
  }
}

/** New, empty keys in a cluster: a database, and the folder of the root key. */
export interface KeysInCluster {
  readonly url: string;
  readonly folder: string;
  readonly dataFolder: string;
  open(nowMs?: MonotonicMs): Promise<PgKeyRing>;
  remove(): Promise<void>;
}

/** Keys of their own for one test; as many rings as wanted can be opened on them. */
export async function keysIn(cluster: TestKeyCluster): Promise<KeysInCluster> {
  const place = await mkdtemp(join(tmpdir(), 'tallenne-'));
  const [folder, outsideOf] = [join(place, 'keys'), join(place, 'data')];
  const url = await cluster.createDatabase();
  const terms = { url, folder, outsideOf, mainSystem: 'another', archiveDeclared: false };
  return {
    url,
    folder,
    dataFolder: outsideOf,
    open: nowMs => PgKeyRing.open({ ...terms, ...(nowMs && { nowMs }) }),
    remove: async () => {
      await cluster.sql(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
      await rm(place, { recursive: true, force: true });
    },
  };
}
