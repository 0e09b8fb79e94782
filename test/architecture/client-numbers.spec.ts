import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const SRC = join(import.meta.dirname, '../../web/src');

/** Columns of numbers that are no amounts: lines and places. */
const NO_AMOUNTS: Readonly<Record<string, string>> = {
  'pages/sources/previewed-calls.tsx': 'the line of a file',
  'pages/rights/copies/marks-table.tsx': 'the number of a mark',
  'pages/undertakings/undertakings-page.tsx': 'at most 90 days',
  'pages/grant-templates/templates-page.tsx': 'at most 24 months',
};

/** An aligned column and what it shows, up to the next one. */
const COLUMN = /align: 'end'[^]*?cell: ?([^]*?)(?=\bid: |\n {2}\];|\n {4}\},|$)/g;

function columnsOfNumbers(): (readonly [file: string, cell: string])[] {
  return globSync('pages/**/*.tsx', { cwd: SRC })
    .filter(file => NO_AMOUNTS[file.replaceAll('\\', '/')] === undefined)
    .flatMap(file => {
      const text = readFileSync(join(SRC, file), 'utf8');
      return [...text.matchAll(COLUMN)].map(([, cell]) => [file, cell ?? ''] as const);
    });
}

describe('numbers', () => {
  it('in the columns of tables are written in the way of the language', () => {
    const columns = columnsOfNumbers();
    expect(columns.length).toBeGreaterThan(20);
    const raw = columns.filter(([, cell]) => !/format\.|duration\(|count\(|figure\(/.test(cell));
    expect(raw).toEqual([]);
  });

  it.each(['fi', 'sv', 'en'])('in sentences are written in the way of the language (%s)', language => {
    const text = readFileSync(join(SRC, `locales/${language}.json`), 'utf8');
    expect(text.match(/\{\{count\}\}/g)).toBeNull();
    expect(text.match(/\{\{count, number\}\}/g)?.length).toBeGreaterThan(50);
  });
});
