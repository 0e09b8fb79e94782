import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { UnitIndex } from './unit-index.js';

describe('the index of a segment', () => {
  it('names the record of each of many units', () => {
    const units = Array.from({ length: 5_000 }, () => randomBytes(16));
    const index = new UnitIndex();
    for (const [record, unit] of units.entries()) index.add(unit, record);

    for (const [record, unit] of units.entries()) expect(index.candidates(unit)).toContain(record);
  });

  it('seldom names a record for a unit that it has not', () => {
    const index = new UnitIndex();
    for (let record = 0; record < 5_000; record += 1) index.add(randomBytes(16), record);
    const named = Array.from({ length: 5_000 }, () => index.candidates(randomBytes(16))).flat();

    expect(named.length).toBeLessThan(5);
  });

  it('names every record of a unit that was added more than once', () => {
    const index = new UnitIndex();
    const unit = randomBytes(16);
    for (const record of [0, 7, 9]) index.add(unit, record);

    expect(index.candidates(unit).sort()).toEqual([0, 7, 9]);
  });

  it('finds units whose ids differ in one byte only', () => {
    const index = new UnitIndex();
    const units = Array.from({ length: 256 }, (_, byte) => Buffer.alloc(16).fill(byte, 15));
    for (const [record, unit] of units.entries()) index.add(unit, record);

    for (const [record, unit] of units.entries()) expect(index.candidates(unit)).toContain(record);
  });

  it('takes at most 32 bytes a unit', () => {
    const index = new UnitIndex();
    for (let record = 0; record < 10_000; record += 1) index.add(randomBytes(16), record);

    expect(index.sizeBytes).toBeLessThanOrEqual(32 * 10_000);
  });
});
