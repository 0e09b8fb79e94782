import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { createCluster, keepAccessRules, runSql } from '../../src/platform/database/cluster-creation.js';
import { newPasswords } from '../../src/platform/database/cluster-passwords.js';
import { freePort } from '../../src/platform/database/cluster-port.js';
import { Postmaster } from '../../src/platform/database/cluster-postmaster.js';
import { clusterUrls } from '../../src/platform/database/cluster-urls.js';
import { clusterAccount, makeReachable } from '../../src/platform/database/embedded-account.js';
import { packagedBinaries, runnableBinaries } from '../../src/platform/database/embedded-binaries.js';
import { codeOf } from '../../src/platform/database/embedded-error-facts.js';
import { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';

export const isRoot = process.getuid?.() === 0;
/** The user id that systems give to nobody in particular. */
export const NOBODY = 65_534;

const running: { stop(): Promise<void> }[] = [];
const children: ChildProcess[] = [];
const disks: string[] = [];

/**
 * Gives each test of a suite a folder, empty or as an earlier run left it (`withCluster`), and ends afterwards whatever
 * the test started through this file.
 */
export function useFolder({ withCluster = false } = {}): { dataDir: string } {
  const at = { dataDir: '' };
  let root = '';
  beforeAll(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tallenne-embedded-')));
    chmodSync(root, 0o755);
    if (withCluster) await (await start(join(root, 'model'))).stop();
  });
  beforeEach(() => {
    at.dataDir = mkdtempSync(join(root, 'data-'));
    chmodSync(at.dataDir, 0o755);
    if (withCluster) execFileSync('cp', ['-a', join(root, 'model', '.'), at.dataDir]);
  });
  afterEach(async () => {
    for (const cluster of running.splice(0)) await cluster.stop();
    for (const child of children.splice(0)) await end(child, 'SIGTERM');
    for (const disk of disks.splice(0)) execFileSync('umount', ['-l', disk]);
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });
  return at;
}

export async function start(dataDir: string, onExit?: (line: string) => void): Promise<EmbeddedPostgres> {
  const options = { dataDir, onNotice: () => undefined };
  const cluster = await EmbeddedPostgres.start(onExit ? { ...options, onExit } : options);
  running.push(cluster);
  return cluster;
}

export interface StartInChild {
  ownerUrl: string;
  /** The line that the child was refused with, or empty. */
  refused: string;
  child: ChildProcess;
}

/** Starts the embedded PostgreSQL in a process of its own (as the user `uid`) and waits for its first line. */
export async function startInChild(dataDir: string, uid?: number): Promise<StartInChild> {
  const support = import.meta.dirname;
  const hook = join(support, 'typescript-hook.mjs');
  const child = spawn(process.execPath, ['--import', hook, join(support, 'embedded-child.ts'), dataDir], {
    ...(uid === undefined ? {} : { uid, gid: uid }),
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the child ended without a word')));
  const spoken = once(createInterface(child.stdout), 'line') as Promise<[string]>; // the event's only argument
  const [line] = await Promise.race([spoken, ended]);
  ended.catch(() => undefined);
  const said = JSON.parse(line) as { ownerUrl?: string; refused?: string }; // as embedded-child.ts writes it
  return { ownerUrl: said.ownerUrl ?? '', refused: said.refused ?? '', child };
}

export function endAfterwards(child: ChildProcess): void {
  children.push(child);
}

/** Whether a user without any rights can read this checkout and run its Node at all. */
export function isOpenToNobody(): boolean {
  const read = 'require("node:fs").readFileSync(process.argv[1])';
  const { status } = spawnSync(process.execPath, ['-e', read, import.meta.filename], { uid: NOBODY, cwd: '/' });
  return status === 0;
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

export function postmasterPid(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** A bare postmaster with settings of the test's own, on a new cluster whose owner is a superuser. */
export async function startPostmaster(
  dataDir: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ url: string; postmaster: Postmaster }> {
  const clusterDir = join(dataDir, 'postgres');
  const account = await clusterAccount(clusterDir);
  await makeReachable(dataDir, account);
  const place = { clusterDir, account, binaries: await runnableBinaries(dataDir, account) };
  const passwords = newPasswords();
  await createCluster(place, passwords);
  await runSql(place, 'template1', ['ALTER ROLE tallenne_owner SUPERUSER']);
  await keepAccessRules(clusterDir, 'host all all 127.0.0.1/32 scram-sha-256\n');
  const port = await freePort();
  const postmaster = await Postmaster.start({ ...place, port, settings, onNotice: () => undefined });
  running.push(postmaster);
  return { url: clusterUrls(port, passwords).ownerUrl, postmaster };
}

/** Runs the statements one after the other on a connection of their own; returns the rows of the last one. */
export async function query(url: string, ...statements: string[]): Promise<unknown[]> {
  return await connected(url, async client => {
    let rows: unknown[] = [];
    for (const sql of statements) rows = (await client.query<object>(sql)).rows;
    return rows;
  });
}

export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  client.on('error', () => undefined); // the server may end under it; the statement then fails as well
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The installed programs, copied with their links to `<dataDir>/installed/native`. */
export function copyOfBinaries(dataDir: string): string {
  const folder = join(dataDir, 'installed', 'native');
  cpSync(packagedBinaries().folder, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}

/** A file system in memory of the given size, mounted in the folder; needs root. */
export function smallDisk(dataDir: string, size: string): string {
  const disk = join(dataDir, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', disk]);
  disks.push(disk);
  return disk;
}

/** Writes `<disk>/filler` until nothing more fits. */
export function fillUp(disk: string): void {
  for (const sizeBytes of [1 << 20, 4096]) {
    try {
      for (;;) writeFileSync(join(disk, 'filler'), Buffer.alloc(sizeBytes), { flag: 'a' });
    } catch (error) {
      if (codeOf(error) !== 'ENOSPC') throw error;
    }
  }
}
