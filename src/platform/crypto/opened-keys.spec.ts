import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { DataKey } from './data-key.js';
import { deriveKey } from './derive-key.js';
import { KEY_CACHE_MS } from './key-ring.js';
import { OpenedKeys } from './opened-keys.js';

const [MONDAY, TUESDAY] = [parseDay('2030-01-07'), parseDay('2030-01-08')];
const [ONE, OTHER] = ['0197a7c2-6f00-7000-8000-000000000001', '0197a7c2-6f00-7000-8000-000000000002'];

describe('opened keys', () => {
  let nowMs: number;
  let opened: OpenedKeys;
  let openings: string[];

  beforeEach(() => {
    nowMs = 1_000;
    openings = [];
    opened = new OpenedKeys(() => nowMs);
  });

  const day = (of: Day, key: KeyObject = createSecretKey(randomBytes(32))) =>
    opened.day(of, () => {
      openings.push(of);
      return Promise.resolve(key);
    });
  const unit = (unitId: string, of: Day) =>
    opened.unit(unitId, of, () => {
      openings.push(`${of} ${unitId}`);
      return Promise.resolve({ value: DataKey.generate(), expiresAtMs: nowMs + KEY_CACHE_MS });
    });
  const all = async () => {
    openings = [];
    for (const each of [MONDAY, TUESDAY]) {
      await day(each);
      for (const unitId of [ONE, OTHER]) await unit(unitId, each);
    }
    return openings;
  };

  it('of a day are one for its units and one for its blind indexes, each derived for that use', async () => {
    const key = createSecretKey(randomBytes(32));
    const { value } = await day(MONDAY, key);

    expect(value.wrappingKey.equals(deriveKey(key, 'units'))).toBe(true);
    expect(value.indexKey.equals(deriveKey(key, 'blind-index'))).toBe(true);
  });

  it('serve from memory, each in its own place', async () => {
    expect(await all()).toHaveLength(6);
    expect(await all()).toEqual([]);
  });

  it('run out so long after their opening was begun', async () => {
    await all();
    nowMs += KEY_CACHE_MS;
    expect(await all()).toHaveLength(6);
  });

  it('run by a clock of their own where none is given', async () => {
    const { expiresAtMs } = await new OpenedKeys().day(MONDAY, () => Promise.resolve(createSecretKey(randomBytes(32))));

    expect(expiresAtMs).toBeGreaterThan(performance.now());
    expect(expiresAtMs).toBeLessThanOrEqual(performance.now() + KEY_CACHE_MS);
  });

  it('forget one unit on one day', async () => {
    await all();
    opened.forgetUnit(ONE, MONDAY);
    expect(await all()).toEqual([`${MONDAY} ${ONE}`]);
  });

  it('forget one unit on every day', async () => {
    await all();
    opened.forgetUnitOnEveryDay(ONE);
    expect(await all()).toEqual([`${MONDAY} ${ONE}`, `${TUESDAY} ${ONE}`]);
  });

  it('forget a day with all of its units', async () => {
    await all();
    opened.forgetDay(MONDAY);
    expect(await all()).toEqual([MONDAY, `${MONDAY} ${ONE}`, `${MONDAY} ${OTHER}`]);
  });

  it('forget everything', async () => {
    await all();
    opened.forgetAll();
    expect(await all()).toHaveLength(6);
  });
});
