import { compare, type Plan, type RowResult } from './harness/comparison.js';
import { describeMachine, type Machine } from './harness/machine.js';
import { postgresVersion } from './harness/postgres-version.js';
import { keepResults } from './harness/results.js';
import { Site } from './harness/site.js';
import { cellsOf, HEADINGS, linesOf } from './harness/table.js';
import { ROWS } from './rows/index.js';
import type { Row } from './rows/row.js';

/** `npm run bench`: measures the rows that are named, or all of them, and says what came of it. */

const PLAN: Plan = {
  warmUp: { leastMs: 2000, operations: 500, mostMs: 4000 },
  round: { leastMs: 600, operations: 200, mostMs: 2000 },
  rounds: 9,
};

const names = process.argv.slice(2);
const unknown = names.filter(name => !ROWS.some(row => row.name === name));
if (unknown.length > 0) {
  say(`There is no row ${unknown.join(', ')}. Rows: ${ROWS.map(row => row.name).join(', ')}`);
  process.exitCode = 1;
} else {
  await bench(names.length === 0 ? ROWS : ROWS.filter(row => names.includes(row.name)));
}

async function bench(rows: readonly Row[]): Promise<void> {
  const site = new Site(say);
  endOrderly(site);
  try {
    await measureAndKeep(rows, site);
  } finally {
    await site.stop();
  }
}

async function measureAndKeep(rows: readonly Row[], site: Site): Promise<void> {
  const machine = await describeMachine(await postgresVersion(site));
  const results = { machine, rows: await measured(rows, site) };
  say('', ...linesOf([HEADINGS, ...results.rows.map(cellsOf)]), '', wordsOf(machine));
  say(`Written to ${await keepResults(results, rows.length === ROWS.length)}.`);
}

async function measured(rows: readonly Row[], site: Site): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) {
    say(`${row.name} ...`);
    const result = await compare(await row.prepare(site), PLAN);
    results.push(result);
    say(`... ${cellsOf(result).slice(1).join('  ')}`);
  }
  return results;
}

/** A Ctrl-C leaves nothing behind; a second one does not wait. What breaks under the measuring then is no news. */
function endOrderly(site: Site): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(130));
      process.on('uncaughtException', () => undefined);
      void site.stop().finally(() => process.exit(130));
    });
  }
}

function wordsOf({ cpu, cores, node, postgres, syncMs, loadBefore }: Machine): string {
  return `${cpu}, ${cores} cores, Node ${node}, ${postgres}, sync ${syncMs.toFixed(2)} ms, load before ${loadBefore.toFixed(1)}`;
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
