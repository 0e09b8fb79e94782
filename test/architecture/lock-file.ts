import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** A package as the lock file has it, in one place of node_modules. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json says; what that does not say and somebody has read; null where nobody knows. */
  readonly licence: string | null;
  /** Only what builds and tests Tallenne needs it. */
  readonly isDev: boolean;
}

interface Entry {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** All packages that are not our own. */
export function lockedPackages(): LockedPackage[] {
  const { packages } = readJson('package-lock.json') as { packages: Record<string, Entry> }; // lock file, version 3
  const readByHand = readJson('scripts/licences-read-by-hand.json') as Record<string, string>;
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .map(([path, entry]) => {
      const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const version = entry.version ?? '';
      const licence = entry.license ?? readByHand[`${name}@${version}`] ?? null;
      return { name, version, licence, isDev: entry.dev === true };
    });
}

/** What was read by hand, by name and version. */
export function readByHand(): string[] {
  return Object.keys(readJson('scripts/licences-read-by-hand.json') as object);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}
