import { describe, expect, it } from '@jest/globals';
import { csvOf } from './csv-of.js';
import type { ReportQuery } from './reports.schemas.js';

const LINES = {
  header: ['name', 'day'],
  cells: (row: string) =>
    [
      [row, 'Mon'],
      [row, 'Tue'],
    ].slice(0, row === 'c' ? 1 : 2),
};

/** A report of three pages; what it was asked is kept. */
function report(pages: readonly (readonly string[])[]) {
  const asked: ReportQuery[] = [];
  const page = (query: ReportQuery) => {
    asked.push(query);
    const index = query.cursor === undefined ? 0 : Number(query.cursor);
    const nextCursor = index + 1 < pages.length ? String(index + 1) : null;
    return Promise.resolve({ items: [...(pages[index] ?? [])], nextCursor });
  };
  return { asked, page };
}

async function allOf(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

describe('a whole report as a file', () => {
  it('has the header once, and the lines of every page after each other', async () => {
    const { asked, page } = report([['a'], [], ['b', 'c']]);
    const lines = await allOf(csvOf(LINES, page));
    expect(lines.map(line => line.trimEnd())).toEqual(['name,day', 'a,Mon', 'a,Tue', 'b,Mon', 'b,Tue', 'c,Mon']);
    expect(asked).toEqual([{ limit: 200 }, { limit: 200, cursor: '1' }, { limit: 200, cursor: '2' }]);
  });

  it('has the header alone where there is nothing', async () => {
    expect(await allOf(csvOf(LINES, report([]).page))).toEqual(['name,day\r\n']);
  });

  it('gives nothing where its first page cannot be read: no file is begun', async () => {
    const failing = csvOf(LINES, () => Promise.reject(new Error('the day is to come')));
    await expect(failing.next()).rejects.toThrow('the day is to come');
  });

  it('reads a page only once the one before has been taken', async () => {
    const { asked, page } = report([['a'], ['b']]);
    const lines = csvOf(LINES, page);
    for (let taken = 0; taken < 3; taken++) await lines.next();
    expect(asked).toHaveLength(1);
    await lines.next();
    expect(asked).toHaveLength(2);
  });
});
