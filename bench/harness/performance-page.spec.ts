import { describe, expect, it } from '@jest/globals';
import { performancePage } from './performance-page.js';
import type { KeptRow, Results } from './results.js';

const FIRST = sitting('2026-11-27T06:00:00.000Z', 0.5);
const NAMES = ['list', 'purge'];
const RUN = { id: FIRST.at, sittings: [FIRST] };

describe('the page of figures', () => {
  it('says that every row is of one run', () => {
    const page = performancePage({ run: RUN, rows: [row('list'), row('purge')], missing: [] }, NAMES);
    expect(page).toContain('Every row is of one run without a break, begun at 2026-11-27T06:00.');
  });

  it('says how often a run was broken off, and when it was taken up again', () => {
    const run = { ...RUN, sittings: [FIRST, sitting('2026-11-27T09:00:00.000Z', 2)] };
    const page = performancePage({ run, rows: [row('list')], missing: [] }, NAMES);
    expect(page).toContain('broken off and taken up again once, begun at 2026-11-27T06:00, 2026-11-27T09:00.');
  });

  it('names a row that was measured by itself, with when and beside what', () => {
    const apart = row('purge', {
      measured: { ...OF_RUN, at: '2026-11-28T10:00:00.000Z', loadBefore: 22.9, run: null },
    });
    const page = performancePage({ run: RUN, rows: [row('list'), apart], missing: [] }, NAMES);
    expect(page).toContain('Not every row is of one run: `purge` was measured apart');
    expect(page).toContain('| purge | 2026-11-28T10:00 | 22.9 | aaaaaaaaaaaa |');
  });

  it('tells where the goal is missed, by how much and within what', () => {
    const far = row('purge', { goal: { kind: 'time-at-most', ratio: 1.2 }, met: false, ratio: spreadAround(2) });
    const near = row('list', { goal: { kind: 'time-at-most', ratio: 1.5 }, met: true });
    const page = performancePage({ run: RUN, rows: [near, far], missing: [] }, NAMES);
    expect(sectionOf(page, 'Where the goal is missed')).toEqual([
      '- `purge`: 2.00x (1.50-2.50), where the goal is time <= 1.2x.',
    ]);
  });

  it('says so where no goal is missed', () => {
    const page = performancePage({ run: RUN, rows: [row('list')], missing: [] }, NAMES);
    expect(sectionOf(page, 'Where the goal is missed')).toEqual(['Nowhere.']);
  });

  it('tells what was not measured, and why', () => {
    const missing = [{ name: 'nginx', why: 'nginx is not installed' }];
    const page = performancePage({ run: RUN, rows: [row('list')], missing }, ['list', 'nginx', 'search']);
    expect(sectionOf(page, 'Not measured')).toEqual([
      '- `nginx`: nginx is not installed.',
      '- `search`: it is newer than the run.',
    ]);
  });
});

function sectionOf(page: string, title: string): string[] {
  const [, after = ''] = page.split(`## ${title}\n`);
  const [section = ''] = after.split('\n## ');
  return section.trim().split('\n');
}

const OF_RUN = { at: FIRST.at, revision: FIRST.revision, loadBefore: 1, run: FIRST.at };

function row(name: string, other: Partial<KeptRow> = {}): KeptRow {
  const ours = { name: 'Tallenne', ms: 1, p95Ms: 1, operations: 1, clientBusy: 0 };
  const figures = { goal: null, met: null, ratio: spreadAround(1), atOnce: 1, ours, baseline: [ours], rounds: [] };
  return { name, what: 'nothing', ...figures, measured: OF_RUN, ...other };
}

function spreadAround(middle: number) {
  const [min, max] = [middle - 0.5, middle + 0.5];
  return { min, lowerQuartile: middle, median: middle, upperQuartile: middle, max };
}

function sitting(at: string, loadBefore: number): Results['run']['sittings'][number] {
  const machine = { revision: 'a'.repeat(40), cpu: 'CPU', cores: 2, memoryGiB: 24, node: 'v24' };
  return { at, ...machine, postgres: 'PostgreSQL 18', syncMs: 0.2, loadBefore };
}
