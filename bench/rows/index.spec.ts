import { describe, expect, it } from '@jest/globals';
import { rowGroups } from './index.js';

describe('the rows of the bench', () => {
  const names = rowGroups(10_000_000).flatMap(({ rows }) => rows.map(({ name }) => name));

  it('have a name each', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it('measure ten million recordings by list, search, calendar and purge, and their growth', () => {
    const grown = ['list-50', 'list-50-p99', 'search-by-phone', 'due-calendar'].map(name => `${name}-at-10m`);
    const growth = ['list-50', 'search-by-phone', 'due-calendar', 'purge-among'].map(name => `${name}-growth-to-10m`);
    expect(names).toEqual(expect.arrayContaining([...grown, 'purge-among-10m', ...growth]));
  });

  it('say of how many they are where that is another number', () => {
    const trial = rowGroups(100_000).flatMap(({ rows }) => rows.map(({ name }) => name));
    expect(trial).toContain('list-50-at-100k');
    expect(trial.filter(name => name.endsWith('10m'))).toEqual([]);
  });
});
