import { describe, expect, it } from '@jest/globals';
import type { Machine } from './machine.js';
import type { KeptRow } from './results.js';
import { begun, takenUp, without, withRow } from './run-of-all.js';

const MACHINE: Machine = {
  ...{ at: '2026-11-27T06:00:00.000Z', revision: 'a'.repeat(40), cpu: 'CPU', cores: 2, memoryGiB: 24 },
  ...{ node: 'v24', postgres: 'PostgreSQL 18', syncMs: 0.2, loadBefore: 0.5 },
};
const LATER: Machine = { ...MACHINE, at: '2026-11-27T09:00:00.000Z', loadBefore: 3 };
const ORDER = ['first', 'second', 'third'];

describe('a run of all rows', () => {
  it('is taken up again with what was measured, and tells of each start', () => {
    const broken = withRow(begun(MACHINE), rowNamed('first'), ORDER);
    const again = takenUp(broken, LATER);
    expect(again?.rows.map(({ name }) => name)).toEqual(['first']);
    expect(again?.run).toEqual({ id: MACHINE.at, sittings: [MACHINE, LATER] });
  });

  it('tries again what could not be measured', () => {
    const broken = without(begun(MACHINE), { name: 'second', why: 'there is no nginx' });
    expect(takenUp(broken, LATER)?.missing).toEqual([]);
  });

  it.each([
    ['another revision', { revision: 'b'.repeat(40) }],
    ['another machine', { cores: 4 }],
    ['another PostgreSQL', { postgres: 'PostgreSQL 17' }],
  ])('is not taken up on %s', (_, other) => {
    expect(takenUp(begun(MACHINE), { ...LATER, ...other })).toBeNull();
  });

  it('is not taken up where files differ from their revision: they may be other changes by now', () => {
    const changed = `${MACHINE.revision} with changes`;
    expect(takenUp(begun({ ...MACHINE, revision: changed }), { ...LATER, revision: changed })).toBeNull();
  });

  it('keeps its rows in their order, each once', () => {
    const rows = ['third', 'first', 'third'].map(rowNamed);
    const results = rows.reduce((all, row) => withRow(all, row, ORDER), begun(MACHINE));
    expect(results.rows.map(({ name }) => name)).toEqual(['first', 'third']);
  });

  it('forgets why a row was missing once it is measured', () => {
    const results = without(begun(MACHINE), { name: 'first', why: 'it failed' });
    expect(withRow(results, rowNamed('first'), ORDER).missing).toEqual([]);
  });
});

function rowNamed(name: string): KeptRow {
  const measured = { at: MACHINE.at, revision: MACHINE.revision, loadBefore: 1, run: MACHINE.at };
  const ratio = { min: 1, lowerQuartile: 1, median: 1, upperQuartile: 1, max: 1 };
  const ours = { name: 'Tallenne', ms: 1, p95Ms: 1, operations: 1, clientBusy: 0 };
  return {
    name,
    what: 'nothing',
    goal: null,
    met: null,
    ratio,
    atOnce: 1,
    ours,
    baseline: [ours],
    rounds: [],
    measured,
  };
}
