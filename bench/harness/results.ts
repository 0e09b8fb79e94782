import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RowResult } from './comparison.js';
import type { Machine } from './machine.js';
import { performancePage } from './performance-page.js';

/** The folder of the checkout: the build lies in `dist/` of it. */
const ROOT = join(import.meta.dirname, '..', '..', '..');

/** What one run of the bench found. */
export interface Results {
  readonly machine: Machine;
  readonly rows: readonly RowResult[];
}

/**
 * Keeps the results of a whole run with the page that tells of them; those of some rows apart, where nobody takes them
 * for the whole. Returns the path of the file.
 */
export async function keepResults(results: Results, whole: boolean): Promise<string> {
  const path = whole ? 'bench/results/latest.json' : '.cache/bench-some-rows.json';
  await write(path, `${JSON.stringify(rounded(results), null, 2)}\n`);
  if (whole) await write('docs/performance.md', performancePage(results));
  return path;
}

async function write(path: string, text: string): Promise<void> {
  const file = join(ROOT, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** A microsecond and a thousandth are as much as can be told. */
function rounded(results: Results): unknown {
  return JSON.parse(
    JSON.stringify(results, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(3)) : value)),
  );
}
