import { createSecretKey, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { link, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

import { DomainError } from '../../kernel/errors.js';
import { exists, isMissing, nullFor, readFully, syncFolder, writeNewFile } from '../files/durable.js';
import { KEY_BYTES } from './derive-key.js';

/** The file of the root key, 32 bytes. */
export const ROOT_KEY = 'root.key';

const FOLDER_MODE = 0o700;
const OTHERS = 0o077;
const STALE_MS = 3_600_000;
const UNFINISHED = 'A restore of the keys was not finished: run `tallenne keys restore` again.';

/** The folder of a key ring, checked: `days` holds a folder a day, `staging` what has no name yet. */
export interface KeysFolder {
  readonly days: string;
  readonly staging: string;
  readonly rootKey: KeyObject;
}

/** Is in a keys folder while a backup is being restored into it: until then it is no key ring. */
export const RESTORING = 'restoring';

export interface KeysFolderOptions {
  /** Whether a root key is made where there is none; so by default. */
  readonly mayBegin?: boolean;
}

/**
 * Opens the keys folder `folder`, and makes it and its root key where there is none. Throws `keys-folder-refused`, with
 * a sentence for the operator, where others can read it, where it and the folder `outsideOf` are not beside each other,
 * where its root key is lost or damaged, or where a restore was not finished.
 */
export async function openKeysFolder(
  folder: string,
  outsideOf: string,
  { mayBegin = true }: KeysFolderOptions = {},
): Promise<KeysFolder> {
  const { path, days, staging } = await makeKeysFolder(folder, outsideOf);
  if (await exists(join(path, RESTORING))) throw refused(UNFINISHED);
  await sweepStaging(staging);
  const rootKey = await openRootKey(path, { days, staging, mayBegin });
  // Another process may have named these and not made the names durable yet; keys are wrapped from here on.
  await syncFolder(path);
  return { days, staging, rootKey };
}

/** The keys folder `folder` with its inner folders, made where there is none, whatever is in it. Throws as above. */
export async function makeKeysFolder(folder: string, outsideOf: string) {
  await refuseNesting(folder, outsideOf);
  const created = await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  if (created !== undefined) await syncFolder(dirname(created));
  const path = await realpath(folder);
  refuseOthers(await stat(path), 'The keys folder');

  const days = join(path, 'days');
  const staging = join(path, 'staging');
  for (const inner of [days, staging]) await mkdir(inner, { recursive: true, mode: FOLDER_MODE });
  return { path, days, staging };
}

/** The root key of 32 `bytes`, which stay the caller's to wipe. */
export function keyOf(bytes: Buffer): KeyObject {
  return createSecretKey(bytes);
}

/**
 * Throws `keys-folder-refused` where the keys folder and another one are not beside each other, symbolic links or not.
 * @param what the other one is to the operator
 */
export async function refuseNesting(folder: string, outsideOf: string, what = 'data folder'): Promise<void> {
  const [keys, data] = [await realPathOf(folder), await realPathOf(outsideOf)];
  if (contains(data, keys) || contains(keys, data)) {
    throw refused(`The keys folder and the ${what} must lie beside each other, neither inside the other.`);
  }
}

/** The path without symbolic links, also of a folder that is not there yet. */
async function realPathOf(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    return await realpath(absolute);
  } catch (error) {
    if (!isMissing(error) || dirname(absolute) === absolute) throw error;
    return join(await realPathOf(dirname(absolute)), basename(absolute));
  }
}

function contains(outer: string, inner: string): boolean {
  const path = relative(outer, inner);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function refuseOthers(stats: Stats, what: string): void {
  if (stats.uid !== process.geteuid?.()) throw refused(`${what} belongs to another user.`);
  if ((stats.mode & OTHERS) !== 0) throw refused(`${what} can be read by others; it must be for its owner alone.`);
}

/** Removes what crashes left behind; what is younger than an hour may be another process's work. */
async function sweepStaging(staging: string): Promise<void> {
  for (const name of await readdir(staging)) {
    const path = join(staging, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats !== undefined && Date.now() - stats.mtimeMs > STALE_MS) await rm(path, { recursive: true, force: true });
  }
}

interface RootKeyPlace {
  readonly days: string;
  readonly staging: string;
  readonly mayBegin: boolean;
}

async function openRootKey(folder: string, { days, staging, mayBegin }: RootKeyPlace): Promise<KeyObject> {
  const path = join(folder, ROOT_KEY);
  const existing = await readRootKey(path);
  if (existing !== undefined) return existing;

  if (!mayBegin) throw refused('The root key is missing: copy root.key of the server that began the key ring.');
  const daysLeft = await readdir(days);
  if (daysLeft.length === 0) await createRootKey(path, staging);
  // Read back in any case: of several processes that start at once, one names its key, and all use that one.
  const rootKey = await readRootKey(path);
  if (rootKey === undefined) throw refused('The root key is missing, but there are day keys that only it opens.');
  return rootKey;
}

async function readRootKey(path: string): Promise<KeyObject | undefined> {
  try {
    await using handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    const stats = await handle.stat();
    refuseOthers(stats, 'The root key');
    const bytes = Buffer.alloc(KEY_BYTES);
    const whole = stats.size === KEY_BYTES && (await readFully(handle, bytes, 0));
    if (!whole) throw refused('The root key is damaged: it must have 32 bytes.');
    const rootKey = createSecretKey(bytes);
    bytes.fill(0);
    return rootKey;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Puts the root key of a key ring in PostgreSQL that is being restored into the keys folder. A crash before the ring itself is
 * back leaves a root key with which no server starts on the database. Throws `keys-folder-refused` where the folder has days.
 */
export async function putRootKey(folder: string, outsideOf: string, rootKey: Buffer): Promise<void> {
  const { path, days, staging } = await makeKeysFolder(folder, outsideOf);
  if ((await readdir(days)).length > 0) throw refused('The keys folder holds a key ring of its own.');
  const staged = join(staging, randomUUID());
  await writeNewFile(staged, rootKey);
  await rename(staged, join(path, ROOT_KEY));
  await syncFolder(path);
}

async function createRootKey(path: string, staging: string): Promise<void> {
  const staged = join(staging, randomUUID());
  await writeNewFile(staged, randomBytes(KEY_BYTES));
  // A crash here leaves a key that wraps nothing; it is swept after an hour.
  await link(staged, path).catch(nullFor(['EEXIST']));
  // A crash here leaves the root key under two names, both in this folder; the other is swept after an hour.
  await rm(staged);
}

function refused(sentence: string): DomainError {
  return new DomainError('unavailable', 'keys-folder-refused', sentence);
}
