import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';

import { DomainError } from '../../kernel/errors.js';

const OWNER_ONLY = 0o600;
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** The system's name of an error (`ENOENT`), or `undefined` for an error that is not the system's. */
export function errnoOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Whether `error` says that a file or folder does not exist. */
export function isMissing(error: unknown): boolean {
  return errnoOf(error) === 'ENOENT';
}

/** For `catch`: nothing where the error is one of these, which are then no failure; any other goes on. */
export function nullFor(errnos: readonly string[]): (error: unknown) => null {
  return error => {
    if (errnos.includes(errnoOf(error) ?? '')) return null;
    throw error;
  };
}

/** For `catch`: nothing where the file or folder does not exist. */
export const nullIfMissing = nullFor(['ENOENT']);

/** The result of `work`. Throws `storage-full` where it failed for a full disk, a quota or a limit of file sizes. */
export async function noticingFullStorage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!FULL.includes(errnoOf(error) ?? '')) throw error;
    throw new DomainError('unavailable', 'storage-full', 'The storage is full.', {}, { cause: error });
  }
}

/**
 * Makes the names in `folder` durable: what was created, renamed or removed there before the call survives a power
 * cut after it.
 */
export async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  await handle.sync();
}

/**
 * Writes a new file (0600) and its bytes durably; its name becomes durable with `syncFolder`. Rejects with `EEXIST`
 * where the name is taken. A crash leaves a file that may be short, so `path` is a name that nobody reads yet.
 */
export async function writeNewFile(path: string, bytes: Buffer): Promise<void> {
  await using handle = await open(path, 'wx', OWNER_ONLY);
  await writeFully(handle, [bytes], 0);
  await handle.sync();
}

/** Writes all of `buffers` from `position` (bytes) on; the system may take fewer at a time. */
export async function writeFully(handle: FileHandle, buffers: readonly Buffer[], position: number): Promise<void> {
  const sizeBytes = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  const { bytesWritten } = await handle.writev(buffers, position);
  if (bytesWritten === sizeBytes) return;
  await writeFully(handle, [Buffer.concat(buffers).subarray(bytesWritten)], position + bytesWritten);
}

/** Reads into all of `target` from `position` (bytes) on. Returns false where the file ends before that. */
export async function readFully(handle: FileHandle, target: Buffer, position: number): Promise<boolean> {
  for (let filled = 0; filled < target.length;) {
    const { bytesRead } = await handle.read(target, filled, target.length - filled, position + filled);
    if (bytesRead === 0) return false;
    filled += bytesRead;
  }
  return true;
}

/** Whether there is a file or folder at `path`. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
