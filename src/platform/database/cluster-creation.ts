import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ClusterPasswords } from './cluster-passwords.js';
import type { Account } from './embedded-account.js';
import type { Binaries } from './embedded-binaries.js';

export const OWNER_ROLE = 'tallenne_owner';
export const APPLICATION_ROLE = 'tallenne_app';
export const DATABASE_NAME = 'tallenne';

/**
 * Who may connect: the two roles, to their database, from this machine, with their password. The superuser is not
 * among them and has no password: he exists in single-user mode only, for whoever may read the cluster's files anyway.
 */
export const ACCESS_RULES = `host ${DATABASE_NAME} ${OWNER_ROLE},${APPLICATION_ROLE} 127.0.0.1/32 scram-sha-256\n`;

/** Where and as whom PostgreSQL's programs run on one cluster. */
export interface ClusterPlace {
  clusterDir: string;
  binaries: Binaries;
  account: Account | null;
}

/**
 * Makes a cluster with its roles, in a folder beside its place that is renamed when all is done: a crash before the
 * rename leaves `<clusterDir>.new-*`, which the next call removes, and after it a whole cluster. The name is new each
 * time, because an `initdb` that outlived its parent may still write under the old one.
 */
export async function createCluster(place: ClusterPlace, passwords: ClusterPasswords): Promise<void> {
  await removeUnfinished(place.clusterDir);
  const made = { ...place, clusterDir: await mkdtemp(`${place.clusterDir}.new-`) };
  try {
    await initialise(made);
    await keepAccessRules(made.clusterDir, ACCESS_RULES);
    await runSql(made, 'template1', rolesSql(passwords));
    await rename(made.clusterDir, place.clusterDir);
    await syncFolder(dirname(place.clusterDir));
  } catch (error) {
    await removeUnfinished(place.clusterDir); // on a full disk the room is needed
    throw error;
  }
}

/** Sets the passwords of the two roles on a cluster that is not running. */
export async function setPasswords(place: ClusterPlace, passwords: ClusterPasswords): Promise<void> {
  await runSql(place, DATABASE_NAME, [
    `ALTER ROLE ${OWNER_ROLE} PASSWORD '${passwords.owner}'`,
    `ALTER ROLE ${APPLICATION_ROLE} PASSWORD '${passwords.application}'`,
  ]);
}

/**
 * Runs statements (one line each) as the superuser in single-user mode, on a cluster that is not running; the first
 * that fails ends it. They go through standard input: arguments of a process are there for everybody to read.
 */
export async function runSql(place: ClusterPlace, database: string, statements: readonly string[]): Promise<void> {
  const settings = { exit_on_error: 'on', password_encryption: 'scram-sha-256', log_min_error_statement: 'panic' };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const input = statements.map(statement => `${statement};\n`).join('');
  await runProgram(place, 'postgres', ['--single', '-D', place.clusterDir, ...options, database], input);
}

async function removeUnfinished(clusterDir: string): Promise<void> {
  const folder = dirname(clusterDir);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(clusterDir)}.new-`)) continue;
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Writes `pg_hba.conf` unless it says the same already. */
export async function keepAccessRules(clusterDir: string, rules: string): Promise<void> {
  const path = join(clusterDir, 'pg_hba.conf');
  if ((await readFile(path, 'utf8').catch(() => '')) === rules) return;
  const file = await open(path, 'w');
  try {
    await file.writeFile(rules);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function initialise(place: ClusterPlace): Promise<void> {
  if (place.account) await chown(place.clusterDir, place.account.uid, place.account.gid);
  // `C.UTF-8` of the built-in provider sorts by code point like `C` and knows the case of ä and ö, on every system alike.
  const locale = ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  const access = ['--username=postgres', '--auth-local=reject', '--auth-host=reject'];
  const options = [...locale, ...access, '--data-checksums', '--no-instructions'];
  await runProgram(place, 'initdb', [`--pgdata=${place.clusterDir}`, ...options]);
}

/** The application role gets what the migrations grant it, and nothing from PUBLIC: no tables, no temporary tables. */
function rolesSql(passwords: ClusterPasswords): string[] {
  return [
    `CREATE ROLE ${OWNER_ROLE} LOGIN PASSWORD '${passwords.owner}'`,
    `CREATE ROLE ${APPLICATION_ROLE} LOGIN PASSWORD '${passwords.application}'`,
    `CREATE DATABASE ${DATABASE_NAME} OWNER ${OWNER_ROLE}`,
    `REVOKE ALL ON DATABASE ${DATABASE_NAME} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${DATABASE_NAME} TO ${APPLICATION_ROLE}`,
  ];
}

async function runProgram(place: ClusterPlace, name: string, parameters: string[], input = ''): Promise<void> {
  const child = spawn(join(place.binaries.folder, 'bin', name), parameters, {
    ...place.account,
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.on('error', () => undefined); // a program that ends early says why on stderr
  child.stdin.end(input);
  const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (child.exitCode !== 0) throw new Error(`couldn't run ${name}: ${lastComplaint(said)}`);
}

function lastComplaint(said: string): string {
  const lines = said.trim().split('\n');
  return lines.findLast(line => /error|FATAL|PANIC/i.test(line)) ?? lines.at(-1) ?? '';
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
