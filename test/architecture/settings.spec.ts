import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SECRETS, SETTING_DEFAULTS, SETTING_NAMES } from '../../src/platform/config/index.js';

/** What a row of the page says of one setting. */
interface Row {
  readonly name: string;
  readonly default: string;
  readonly isFile: boolean;
}

const page = readFileSync('docs/settings.md', 'utf8');
const rows: readonly Row[] = page
  .split('\n')
  .filter(line => /^\| `[A-Z]/.test(line))
  .flatMap(line => {
    const [, names = '', defaults = '', says = ''] = line.split('|').map(cell => cell.trim());
    const given = namesIn(defaults);
    return namesIn(names).map((name, n) => ({
      ...{ name, default: given[n] ?? given[0] ?? defaults, isFile: says.startsWith('*file*') },
    }));
  });

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
}

/** Nothing, and lists, are told in words. */
function isPlain(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

describe('the page of settings', () => {
  it('has each setting once, and none that is not read', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual([...SETTING_NAMES].sort());
  });

  it.each(Object.entries(SETTING_DEFAULTS).filter(([, value]) => isPlain(value)))(
    'says the default of %s',
    (name, value) => {
      expect(rows.find(row => row.name === name)?.default).toBe(String(value));
    },
  );

  it('marks those whose value may stand in a file', () => {
    expect(
      rows
        .filter(({ isFile }) => isFile)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...SECRETS].sort());
  });
});
