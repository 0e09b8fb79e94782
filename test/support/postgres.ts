import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import {
  APPLICATION_ROLE,
  type ClusterPlace,
  createCluster,
  keepAccessRules,
  OWNER_ROLE,
  runSql,
} from '../../src/platform/database/cluster-creation.js';
import { newPasswords } from '../../src/platform/database/cluster-passwords.js';
import { freePort } from '../../src/platform/database/cluster-port.js';
import { Postmaster } from '../../src/platform/database/cluster-postmaster.js';
import { CLUSTER_SETTINGS } from '../../src/platform/database/cluster-settings.js';
import { clusterUrls, type ClusterUrls } from '../../src/platform/database/cluster-urls.js';
import { clusterAccount, makeReachable } from '../../src/platform/database/embedded-account.js';
import { runnableBinaries } from '../../src/platform/database/embedded-binaries.js';

/** One cluster for many test databases, with the roles of the real one. */
export interface TestCluster {
  /** The superuser, in the database `postgres`. */
  superuserUrl: string;
  /** The files of the cluster. */
  clusterDir: string;
  /** Makes a database, empty or as a copy of `template` (to which nobody may be connected then). */
  createDatabase(name: string, template?: string): Promise<ClusterUrls>;
  /** Stops PostgreSQL, stays without it for a while, and starts it again on the same port. */
  readonly restart: (downMs: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a cluster in a temporary folder; it ends and its folder goes with `stop`, or when this process ends anyhow.
 * @param changed settings other than those of the embedded one
 */
export async function startTestCluster(changed: Readonly<Record<string, string>> = {}): Promise<TestCluster> {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'tallenne-test-')));
  const clusterDir = join(dataDir, 'postgres');
  const account = await clusterAccount(clusterDir);
  await makeReachable(dataDir, account);
  const place = { clusterDir, account, binaries: await runnableBinaries(dataDir, account) };
  const passwords = newPasswords();
  await createCluster(place, passwords);
  const superuser = await openSuperuser(place);
  const port = await freePort();
  const settings = { ...CLUSTER_SETTINGS, max_connections: '200', ...changed };
  const start = () => Postmaster.start({ ...place, port, settings, onNotice: console.warn });
  let postmaster = await start();
  const superuserUrl = `postgres://postgres:${superuser}@127.0.0.1:${port}/postgres`;
  const release = endWithThisProcess(dataDir);
  return {
    superuserUrl,
    clusterDir,
    createDatabase: async (name, template = 'template1') => {
      await createDatabase(superuserUrl, name, template);
      return clusterUrls(port, passwords, name);
    },
    restart: async downMs => {
      await postmaster.stop();
      await wait(downMs);
      postmaster = await start();
    },
    stop: async () => {
      await postmaster.stop();
      await release();
    },
  };
}

async function openSuperuser(place: ClusterPlace): Promise<string> {
  const password = randomBytes(32).toString('base64url');
  await runSql(place, 'template1', [`ALTER ROLE postgres PASSWORD '${password}'`]);
  await keepAccessRules(place.clusterDir, 'host all all 127.0.0.1/32 scram-sha-256\n');
  return password;
}

async function createDatabase(superuserUrl: string, name: string, template: string): Promise<void> {
  const client = new pg.Client(superuserUrl);
  await client.connect();
  try {
    const database = client.escapeIdentifier(name);
    await client.query(`CREATE DATABASE ${database} OWNER ${OWNER_ROLE} TEMPLATE ${client.escapeIdentifier(template)}`);
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${APPLICATION_ROLE}`);
  } finally {
    await client.end();
  }
}

/** A small process that reads from us until we are gone, killed or not, then stops the cluster and removes its folder. */
export function endWithThisProcess(dataDir: string): () => Promise<void> {
  // A killed postmaster can stay as a zombie, so the end of the shutdown is seen by its file.
  const script =
    'cat; kill -INT "$(head -n 1 "$1/postgres/postmaster.pid" 2>/dev/null)" 2>/dev/null; ' +
    'for i in $(seq 600); do [ -e "$1/postgres/postmaster.pid" ] || break; sleep 0.1; done; rm -rf "$1"';
  const guard = spawn('/bin/sh', ['-c', script, 'sh', dataDir], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  return async () => {
    guard.ref();
    guard.stdin.end();
    await once(guard, 'exit');
  };
}
