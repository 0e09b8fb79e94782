import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { StartRefused } from './embedded-start-refused.js';

const run = promisify(execFile);

/** The operating system's user that PostgreSQL runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * Who runs PostgreSQL: null for this process's own user. PostgreSQL refuses to run as root, so under root it is the
 * owner of `clusterDir`, or for a new cluster the user `postgres`, which is created when absent. Throws `StartRefused`
 * when the cluster belongs to somebody whom this process cannot become.
 */
export async function clusterAccount(clusterDir: string): Promise<Account | null> {
  const owner = await stat(clusterDir).catch(() => null);
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.()) throw foreign(clusterDir, owner.uid);
    return null;
  }
  if (!owner) return (await postgresUser()) ?? (await createPostgresUser());
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  throw new StartRefused(
    `${clusterDir} belongs to root, and PostgreSQL refuses to run as root: chown -R postgres: '${clusterDir}'`,
  );
}

/**
 * Sees to it that `account` can pass through `dataDir` and every folder above it. The data folder itself is made, or
 * opened to the account's group for passing through only (0710); folders above it are never changed: an unreachable
 * one is a `StartRefused` that names it.
 */
export async function makeReachable(dataDir: string, account: Account | null): Promise<void> {
  const above = foldersTo(dirname(dataDir));
  await refuseUnreachable(above, dataDir, account);
  await mkdir(dirname(dataDir), { recursive: true });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await refuseUnreachable(above, dataDir, account); // folders just made under a strict umask
  if (!account || !(await firstUnreachable([dataDir], account))) return;
  const { uid, mode } = await stat(dataDir);
  if (uid !== 0) throw unreachable(dataDir, dataDir);
  await chown(dataDir, uid, account.gid);
  await chmod(dataDir, (mode & 0o700) | 0o010);
  await refuseUnreachable([dataDir], dataDir, account);
}

async function refuseUnreachable(folders: string[], dataDir: string, account: Account | null): Promise<void> {
  const folder = account && (await firstUnreachable(folders, account));
  if (folder) throw unreachable(dataDir, folder);
}

/** The first of `folders`, listed from the root down, that is there and shut for `account`: the kernel judges, with access lists. */
async function firstUnreachable(folders: readonly string[], account: Account): Promise<string | null> {
  const script = 'for folder; do [ -x "$folder" ] || [ ! -e "$folder" ] || { printf %s "$folder"; exit; }; done';
  const { stdout } = await run('/bin/sh', ['-c', script, 'sh', ...folders], { ...account, cwd: '/', env: {} });
  return stdout === '' ? null : stdout;
}

/** `/`, `/var`, `/var/lib` for `/var/lib`. */
function foldersTo(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...foldersTo(parent), path];
}

async function postgresUser(): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function createPostgresUser(): Promise<Account> {
  const shell = ['--home-dir', '/nonexistent', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  try {
    await run('useradd', ['--system', '--user-group', ...shell, 'postgres']);
  } catch (cause) {
    const user = await postgresUser();
    if (user) return user;
    const line =
      'PostgreSQL refuses to run as root and the user "postgres" could not be made: create it, or do not start Tallenne as root.';
    throw new StartRefused(line, { cause });
  }
  const user = await postgresUser();
  if (!user) throw new StartRefused('The user "postgres" was made but is not found: start Tallenne again.');
  return user;
}

function foreign(clusterDir: string, uid: number): StartRefused {
  return new StartRefused(`${clusterDir} belongs to the user with id ${uid}: start Tallenne as that user or as root.`);
}

function unreachable(dataDir: string, folder: string): StartRefused {
  return new StartRefused(
    `PostgreSQL runs as the user "postgres", who cannot pass through ${folder}: set TALLENNE_DATA_DIR to a folder outside it, or chmod o+x '${folder}' (the data folder is ${dataDir}).`,
  );
}
