import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RowResult } from './comparison.js';
import type { Machine } from './machine.js';
import { performancePage } from './performance-page.js';

/** The folder of the checkout: the build lies in `dist/` of it. */
const ROOT = join(import.meta.dirname, '..', '..', '..');

/** When a row was measured, of what, and beside what. */
export interface Circumstances {
  readonly at: string;
  readonly revision: string;
  /** Average number of runnable processes over the minute before; what the row before did is in it. */
  readonly loadBefore: number;
  /** The run of all rows that it is of; null where it was measured by itself. */
  readonly run: string | null;
}

export interface KeptRow extends RowResult {
  readonly measured: Circumstances;
}

/** A row that was to be measured and was not. */
export interface MissingRow {
  readonly name: string;
  readonly why: string;
}

/** A run of all rows: begun once, and taken up again after each break. */
export interface Run {
  readonly id: string;
  /** The machine at each start, with the time, the revision and the load before. */
  readonly sittings: readonly Machine[];
}

/** What is kept of a run, finished or not. */
export interface Results {
  readonly run: Run;
  readonly rows: readonly KeptRow[];
  readonly missing: readonly MissingRow[];
}

/** Where results lie, below the folder of the checkout. */
export interface ResultsPlace {
  readonly json: string;
  readonly page: string;
}

export const LATEST: ResultsPlace = { json: 'bench/results/latest.json', page: 'docs/performance.md' };
export const SOME_ROWS = '.cache/bench-some-rows.json';

/** A run that is not finished yet. */
export function unfinished(grown: string): string {
  return `.cache/bench-all-${grown}.json`;
}

/** A finished one whose grown installation had another size than the page tells of. */
export function trial(grown: string): ResultsPlace {
  return { json: `.cache/bench-trial-${grown}.json`, page: `.cache/bench-trial-${grown}.md` };
}

/** What was kept there; null where nothing was. */
export async function readResults(path: string): Promise<Results | null> {
  try {
    return JSON.parse(await readFile(join(ROOT, path), 'utf8')) as Results; // this file alone writes it
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null; // what the file system throws has a code
    throw error;
  }
}

export async function writeJson(path: string, what: unknown): Promise<void> {
  await write(path, `${JSON.stringify(rounded(what), null, 2)}\n`);
}

/** Results with the page that tells of them, and of which of `names` it lacks. */
export async function publish({ json, page }: ResultsPlace, results: Results, names: readonly string[]): Promise<void> {
  await writeJson(json, results);
  await write(page, performancePage(results, names));
}

export async function forget(path: string): Promise<void> {
  await rm(join(ROOT, path), { force: true });
}

async function write(path: string, text: string): Promise<void> {
  const file = join(ROOT, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** A microsecond and a thousandth are as much as can be told. */
function rounded(results: unknown): unknown {
  return JSON.parse(
    JSON.stringify(results, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(3)) : value)),
  );
}
