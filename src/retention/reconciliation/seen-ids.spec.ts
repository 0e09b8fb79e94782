import { describe, expect, it } from '@jest/globals';
import { newId } from '../../kernel/ids.js';
import { SeenIds } from './seen-ids.js';

const AT = new Date('2026-11-24T07:00:00Z');
const ids = (count: number) => Array.from({ length: count }, () => newId(AT));

describe('seen ids', () => {
  it('are those that were added, and no others', () => {
    const seen = new SeenIds();
    const [added, others] = [ids(3000), ids(3000)];
    for (const id of added) seen.add(id);
    expect(added.every(id => seen.has(id))).toBe(true);
    expect(others.some(id => seen.has(id))).toBe(false);
  });

  it('may be asked and added to by turns', () => {
    const seen = new SeenIds();
    const [first = '', second = ''] = ids(2);
    expect(seen.has(first)).toBe(false);
    seen.add(first);
    expect([seen.has(first), seen.has(second)]).toEqual([true, false]);
    seen.add(second);
    expect([seen.has(first), seen.has(second)]).toEqual([true, true]);
  });
});
