import type { Machine } from './machine.js';
import type { KeptRow, MissingRow, Results } from './results.js';

/** A run of all rows that begins now. */
export function begun(machine: Machine): Results {
  return { run: { id: machine.at, sittings: [machine] }, rows: [], missing: [] };
}

/**
 * The run that was broken off, taken up again now; null where that would put figures of two things on one page: another machine, another
 * revision, or files that differ from their revision. What was missing is tried again.
 */
export function takenUp({ run, rows }: Results, machine: Machine): Results | null {
  const last = run.sittings.at(-1);
  if (!last || identityOf(last) !== identityOf(machine) || !isCommit(machine.revision)) return null;
  return { run: { ...run, sittings: [...run.sittings, machine] }, rows, missing: [] };
}

/** With one row more, or another in its place, in the order of `names`. */
export function withRow(results: Results, row: KeptRow, names: readonly string[]): Results {
  const others = results.rows.filter(({ name }) => name !== row.name);
  const rows = [...others, row].toSorted((one, other) => names.indexOf(one.name) - names.indexOf(other.name));
  return { ...results, rows, missing: results.missing.filter(({ name }) => name !== row.name) };
}

/** With one row that could not be measured. */
export function without(results: Results, row: MissingRow): Results {
  return { ...results, missing: [...results.missing.filter(({ name }) => name !== row.name), row] };
}

function identityOf({ revision, cpu, cores, memoryGiB, node, postgres }: Machine): string {
  return JSON.stringify([revision, cpu, cores, memoryGiB, node, postgres]);
}

/** Not `unknown`, and not `<commit> with changes`, which may be other changes by now. */
function isCommit(revision: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(revision);
}
