import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, parseDay, startOfDay } from '../../kernel/calendar.js';
import { MovableClock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { DataKey } from '../../platform/crypto/data-key.js';
import { FileKeyRing } from '../../platform/crypto/file-key-ring.js';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import { EndedDays } from './ended-days.js';

const MONDAY = parseDay('2030-01-07');
const HOUR_MS = 3_600_000;

describe('the days that the key ring can open', () => {
  let folder: TemporaryFolder;
  let ring: FileKeyRing;

  beforeEach(async () => {
    folder = await temporaryFolder();
    ring = await FileKeyRing.open(join(folder.path, 'keys'), { outsideOf: join(folder.path, 'data') });
    for (const days of [0, 1, 5])
      await ring.create(newId(startOfDay(MONDAY)), addDays(MONDAY, days), DataKey.generate());
  });

  afterEach(async () => {
    await ring.close();
    await folder[Symbol.asyncDispose]();
  });

  const at = (ms: number) => new EndedDays(ring, new MovableClock(new Date(startOfDay(MONDAY).getTime() + ms)));

  it('are living through their own last moment, and for the hour that the purge takes', async () => {
    expect(await at(0).withKeys()).toEqual({ living: 3, ended: [] });
    expect(await at(25 * HOUR_MS - 1).withKeys()).toEqual({ living: 3, ended: [] });
  });

  it('have ended from then on, in order, until their key is destroyed', async () => {
    expect(await at(25 * HOUR_MS).withKeys()).toEqual({ living: 2, ended: [MONDAY] });
    expect(await at(72 * HOUR_MS).withKeys()).toEqual({ living: 1, ended: [MONDAY, addDays(MONDAY, 1)] });
    await ring.destroyDay(MONDAY);
    expect(await at(72 * HOUR_MS).withKeys()).toEqual({ living: 1, ended: [addDays(MONDAY, 1)] });
  });
});
