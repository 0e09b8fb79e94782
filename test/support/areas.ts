import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** What a fault in must not go unnoticed: who may, what is on record, what is over, what only a key opens, and what all of it counts with. */
export const AREAS = ['kernel', 'platform/crypto', 'access', 'audit', 'retention'] as const;
export type Area = (typeof AREAS)[number];

/** @throws Error where it is none, with those there are */
export function areaOf(name: string | undefined): Area {
  const area = AREAS.find(one => one === name);
  if (area === undefined) throw new Error(`There is no area "${name ?? ''}": ${AREAS.join(', ')}.`);
  return area;
}

/** The files of an area that are at work in the product, from the root of the repository, in order. */
export function sourcesOf(area: Area): string[] {
  const isOnlyForTests = /\.(spec|contract)\.ts$|\/testing\//;
  return globSync(`src/${area}/**/*.ts`, { cwd: ROOT })
    .filter(path => !isOnlyForTests.test(path))
    .sort();
}

/** Hexadecimal SHA-256 of the files' names and texts. */
export function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(ROOT, path)))
      .update('\n');
  return hash.digest('hex');
}

/** Rounded down to a tenth, so that 100.0 is all of them. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '100.0' : (Math.floor((1000 * part) / whole) / 10).toFixed(1);
}
