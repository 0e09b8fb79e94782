import { loadavg } from 'node:os';
import { compare, type Plan, type RowResult } from './harness/comparison.js';
import { describeMachine, revision, type Machine } from './harness/machine.js';
import { NotHere } from './harness/not-here.js';
import { readParameters, USAGE, type Parameters } from './harness/parameters.js';
import { postgresVersion } from './harness/postgres-version.js';
import { forget, LATEST, publish, readResults, SOME_ROWS, trial, unfinished, writeJson } from './harness/results.js';
import type { Results } from './harness/results.js';
import { begun, takenUp, without, withRow } from './harness/run-of-all.js';
import { GROWN, Site } from './harness/site.js';
import { shortNumber } from './harness/size.js';
import { cellsOf, HEADINGS, linesOf } from './harness/table.js';
import { rowGroups } from './rows/index.js';
import type { Row } from './rows/row.js';

/** `npm run bench`: measures the rows that are named, or all of them, and says what came of it. */

const PLAN: Plan = {
  warmUp: { leastMs: 2000, operations: 500, mostMs: 4000 },
  round: { leastMs: 600, operations: 200, mostMs: 2000 },
  rounds: 9,
};

/** What rows are measured on now. */
let site = new Site(say);
let isEnding = false;
endOrderly();
process.exitCode = await bench();

async function bench(): Promise<number> {
  let parameters: Parameters;
  try {
    parameters = readParameters(process.argv.slice(2));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), ...USAGE);
    return 1;
  }
  const names = rowGroups(parameters.grown).flatMap(({ rows }) => rows.map(({ name }) => name));
  const unknown = parameters.names.filter(name => !names.includes(name));
  if (unknown.length > 0) say(`There is no row ${unknown.join(', ')}.`);
  if (unknown.length > 0 || (!parameters.all && parameters.names.length === 0)) {
    say(...USAGE, `Rows: ${names.join(', ')}`);
    return 1;
  }
  return parameters.all ? measureAll(parameters, names) : measureSome(parameters, names);
}

/** Every row; each is kept when it is measured, so that a break loses one at most. Resolves to the exit code. */
async function measureAll({ grown, anew }: Parameters, names: readonly string[]): Promise<number> {
  const path = unfinished(shortNumber(grown));
  const machine = await describeMachine(await postgresVersion());
  let results = begunOrTakenUp(anew ? null : await readResults(path), machine);
  const done = results.rows.map(({ name }) => name);
  if (done.length > 0) say(`Taken up again; measured already: ${done.join(', ')}`);
  await measure(
    grown,
    name => !done.includes(name),
    results.run.id,
    async change => {
      results = change(results, names);
      await writeJson(path, results);
    },
  );
  tell(results, machine);
  const place = grown === GROWN ? LATEST : trial(shortNumber(grown));
  await publish(place, results, names);
  await forget(path);
  say(`Written to ${place.json} and ${place.page}.`);
  return results.missing.length > 0 ? 1 : 0;
}

function begunOrTakenUp(broken: Results | null, machine: Machine): Results {
  if (!broken) return begun(machine);
  const results = takenUp(broken, machine);
  if (!results) say('What was broken off is of another revision, of changed files or of another machine: begun anew.');
  return results ?? begun(machine);
}

/** The named rows: printed, and kept on the page only where that is asked for. Resolves to the exit code. */
async function measureSome({ grown, keep, names }: Parameters, order: readonly string[]): Promise<number> {
  const machine = await describeMachine(await postgresVersion());
  let some = begun(machine);
  await measure(
    grown,
    name => names.includes(name),
    null,
    change => {
      some = change(some, order);
      return Promise.resolve();
    },
  );
  tell(some, machine);
  await writeJson(SOME_ROWS, some);
  say(`Written to ${SOME_ROWS}.`);
  if (keep) await keepBeside(some, order);
  return some.missing.length > 0 ? 1 : 0;
}

async function keepBeside(some: Results, order: readonly string[]): Promise<void> {
  const latest = (await readResults(LATEST.json)) ?? some;
  await publish(
    LATEST,
    some.rows.reduce((all, row) => withRow(all, row, order), latest),
    order,
  );
  say(`Kept in ${LATEST.json} and on ${LATEST.page}.`);
}

type Change = (results: Results, order: readonly string[]) => Results;

/** Measures the rows that are wanted, group by group, and has each kept at once. */
async function measure(
  grown: number,
  isWanted: (name: string) => boolean,
  run: string | null,
  keep: (change: Change) => Promise<void>,
): Promise<void> {
  for (const group of rowGroups(grown)) {
    const rows = group.rows.filter(({ name }) => isWanted(name));
    if (rows.length === 0) continue;
    site = new Site(say);
    try {
      for (const row of rows) await keep(isEnding ? await standStill() : await measured(row, run));
    } finally {
      await site.stop();
    }
  }
}

/** One that cannot be measured, or that fails, keeps no other from being measured. */
async function measured(row: Row, run: string | null): Promise<Change> {
  const circumstances = { at: new Date().toISOString(), revision: revision(), loadBefore: loadavg()[0] ?? NaN, run };
  say(`${row.name} ...`);
  try {
    const result = await compare(await row.prepare(site), PLAN);
    say(`... ${cellsOf(result).slice(1).join('  ')}`);
    return (results, order) => withRow(results, { ...result, measured: circumstances }, order);
  } catch (error) {
    if (isEnding) return standStill();
    const why = error instanceof NotHere ? error.message : `it failed, ${String(error)}`;
    say(`... not measured: ${why}`);
    return results => without(results, { name: row.name, why });
  }
}

function tell({ rows }: { readonly rows: readonly RowResult[] }, machine: Machine): void {
  say('', ...linesOf([HEADINGS, ...rows.map(cellsOf)]), '', wordsOf(machine));
}

/** Nothing begins any more: the process is about to end. */
function standStill(): Promise<never> {
  return new Promise(() => undefined);
}

/** A Ctrl-C leaves nothing behind; a second one does not wait. What breaks under the measuring then is no news. */
function endOrderly(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      isEnding = true;
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
