import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');

/** What is named: a file with the titles of tests that follow it, in quotation marks, or a file alone. */
interface Named {
  readonly file: string;
  readonly titles: readonly string[];
}

describe('docs/asvs.md', () => {
  const page = readFileSync(join(ROOT, 'docs/asvs.md'), 'utf8');

  it('names only files and tests that there are', () => {
    expect(missingOf(namedIn(page))).toEqual([]);
  });

  it('would fail for a file or a test that is gone', () => {
    const text = 'see `docs/gone.md` and `src/kernel/errors.ts` "DomainError", "is gone"';
    expect(missingOf(namedIn(text))).toEqual(['docs/gone.md', 'src/kernel/errors.ts: is gone']);
  });

  it('has each requirement of levels 1 and 2 once, met or with the reason why not', () => {
    expect(countsBySection(page)).toEqual(REQUIREMENTS);
    const rows = page.split('\n').filter(line => /^\| \d/.test(line));
    const cells = rows.map(row => row.split('|').map(cell => cell.trim()));
    expect(cells.filter(([, number, level, , state, how]) => !isAnswered({ number, level, state, how }))).toEqual([]);
    expect(new Set(cells.map(([, number]) => number)).size).toBe(rows.length);
  });
});

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has. */
const REQUIREMENTS: Readonly<Record<string, number>> = {
  ...{ '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2 },
  ...{ '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
  ...{ '9.1': 3, '9.2': 4 },
  ...{ '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3 },
};

function isAnswered(row: Readonly<Record<'number' | 'level' | 'state' | 'how', string | undefined>>): boolean {
  const known = ['met', 'falls short', 'does not apply'].includes(row.state ?? '');
  return known && ['1', '2'].includes(row.level ?? '') && (row.how ?? '') !== '';
}

function countsBySection(page: string): Record<string, number> {
  const numbers = [...page.matchAll(/^\| (\d+\.\d+)\.\d+ \|/gm)].map(([, section = '']) => section);
  return Object.fromEntries([...new Set(numbers)].map(name => [name, numbers.filter(one => one === name).length]));
}

function namedIn(text: string): Named[] {
  return [...text.matchAll(/`([\w./-]+\/[\w./-]+\.(?:ts|tsx|md))`((?:,? "[^"]+")*)/g)].map(
    ([, file = '', titles = '']) => ({
      file,
      titles: [...titles.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title),
    }),
  );
}

function missingOf(named: readonly Named[]): string[] {
  return named.flatMap(({ file, titles }) => {
    const path = join(ROOT, file);
    if (!existsSync(path)) return [file];
    const text = readFileSync(path, 'utf8');
    return titles.filter(title => !text.includes(title)).map(title => `${file}: ${title}`);
  });
}
