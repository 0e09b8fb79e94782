import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { processMeasures } from '../measure/process-measures.js';
import { DataKey } from './data-key.js';
import { FileKeyRing } from './file-key-ring.js';
import { KeyGone } from './key-gone.js';
import type { KeyRing } from './key-ring.js';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder.js';
import { timedKeyRing } from './timed-key-ring.js';

const [MONDAY, TUESDAY] = [parseDay('2030-01-07'), parseDay('2030-01-08')];

describe('a key ring that is timed', () => {
  let folder: TemporaryFolder;
  let ring: KeyRing;

  beforeEach(async () => {
    folder = await temporaryFolder();
    ring = timedKeyRing(await FileKeyRing.open(join(folder.path, 'keys'), { outsideOf: join(folder.path, 'data') }));
    processMeasures.keySeconds.reset();
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  /** What was timed since the beginning, with its outcome, in the order of the alphabet. */
  async function timed(): Promise<string[]> {
    const { values } = await processMeasures.keySeconds.get();
    return [...new Set(values.map(({ labels }) => `${labels.operation} ${labels.outcome}`))].sort();
  }

  it('notes each operation that goes to its storage, and does what it did', async () => {
    const [unitId, key] = [randomUUID(), DataKey.generate()];
    await ring.create(unitId, MONDAY, key);
    await ring.copyTo(unitId, MONDAY, TUESDAY);
    expect((await ring.open(unitId, TUESDAY)).equals(key)).toBe(true);
    await ring.drop(unitId, MONDAY);
    expect(await ring.daysOf(unitId)).toEqual([TUESDAY]);
    expect(await ring.isOn(unitId, TUESDAY)).toBe(true);
    expect([...(await ring.stillKept([unitId]))]).toEqual([unitId]);
    await ring.indexKey(TUESDAY);
    await ring.destroy(unitId);
    await ring.destroyDay(TUESDAY);
    await ring.sweepDay(TUESDAY);
    expect([await ring.tracesAreGone(TUESDAY), await ring.days()]).toEqual([true, [MONDAY]]);

    const operations = ['copyTo', 'create', 'days', 'daysOf', 'destroy', 'destroyDay', 'drop', 'indexKey', 'isOn'];
    expect(await timed()).toEqual(
      [...operations, 'open', 'stillKept', 'sweepDay', 'tracesAreGone'].map(name => `${name} done`),
    );
  });

  it('notes that one has failed, and fails as it did', async () => {
    await expect(ring.open(randomUUID(), MONDAY)).rejects.toThrow(KeyGone);

    expect(await timed()).toEqual(['open failed']);
  });
});
