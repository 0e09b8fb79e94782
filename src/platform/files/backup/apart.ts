import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { DomainError } from '../../../kernel/errors.js';
import { isMissing } from '../durable.js';

/**
 * Throws `folder-not-apart` unless `folder` lies beside each of `others`, neither inside the other: a backup within what it
 * backs up is no backup, and one within the keys would put data beside them.
 */
export async function assertApart(folder: string, others: Readonly<Record<string, string | null>>): Promise<void> {
  const path = await realPathOf(folder);
  for (const [name, other] of Object.entries(others)) {
    if (other === null) continue; // a bucket
    const there = await realPathOf(other);
    if (contains(there, path) || contains(path, there)) throw notApart(folder, name);
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

function notApart(folder: string, name: string): DomainError {
  const sentence = `${folder} and ${name} must lie beside each other, neither inside the other: name another folder.`;
  return new DomainError('conflict', 'folder-not-apart', sentence);
}
