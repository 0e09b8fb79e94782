import { describe, expect, it } from '@jest/globals';
import { newId } from '../../kernel/ids.js';
import { isOrphan, madeAt } from './age.js';

const NOW = new Date('2026-11-24T07:00:00Z');
const HOUR_MS = 3_600_000;
const before = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);

describe('what has no row', () => {
  it('tells by its id when it was made', () => {
    expect(madeAt(newId(NOW))).toEqual(NOW);
  });

  it('is left for a day, whichever of its id and its file is the younger', () => {
    expect(isOrphan(newId(before(24)), NOW)).toBe(false);
    expect(isOrphan(newId(before(25)), NOW, before(24))).toBe(false);
    expect(isOrphan(newId(before(24)), NOW, before(25))).toBe(false);
  });

  it('belongs to nothing after that', () => {
    expect(isOrphan(newId(before(25)), NOW)).toBe(true);
    expect(isOrphan(newId(before(25)), NOW, before(25))).toBe(true);
  });
});
