import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileCoverageData } from 'istanbul-lib-coverage';
import { ROOT } from '../support/areas.js';
import { instrument } from './instrument.mjs';

/** How often a spec came by the statements and the arms of the branches of a file, by istanbul's numbers. */
export interface Hits {
  readonly s: Readonly<Record<string, number>>;
  readonly b: Readonly<Record<string, readonly number[]>>;
}

/** What `keep-counts.mjs` wrote down about one spec: the hashes are of the texts that were run. */
export interface Counted {
  readonly spec: string;
  readonly hash: string;
  readonly seconds: number;
  readonly files: Readonly<Record<string, Hits & { readonly hash: string }>>;
}

/** What one spec counted, or null where it was never through, or where it or a file that it counted has another text now. */
export function countedBy(spec: string): Counted | null {
  const path = join(ROOT, '.cache', 'coverage', `${spec.replaceAll('/', '--')}.json`);
  if (!existsSync(path)) return null;
  const counted = JSON.parse(readFileSync(path, 'utf8')) as Counted; // written by keep-counts.mjs
  const isAsItWas = ([file, { hash }]: [string, { readonly hash: string }]) => hash === textHash(file);
  return counted.hash === textHash(spec) && Object.entries(counted.files).every(isAsItWas) ? counted : null;
}

/** The statements and branches of a file, in istanbul's numbers, lines from 1 and columns from 0. */
export function placesIn(source: string): FileCoverageData {
  return instrument(readFileSync(join(ROOT, source), 'utf8'), join(ROOT, source)).counts;
}

const hashes = new Map<string, string | null>();

function textHash(path: string): string | null {
  const known = hashes.get(path);
  if (known !== undefined) return known;
  const file = join(ROOT, path);
  const hash = existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null;
  hashes.set(path, hash);
  return hash;
}
