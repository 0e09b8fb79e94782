import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { parseDay } from '../../../kernel/calendar.js';
import { DataKey } from '../data-key.js';
import { FileKeyRing } from '../file-key-ring.js';
import { openKeysFolder } from '../keys-folder.js';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.js';
import { copyOfFolder } from './folder-copy.js';
import type { KeyPiece } from './key-copy.js';
import { restoreFolder } from './restore-folder.js';
import type { Restoration } from './restored-days.js';

const DAYS = ['2030-01-07', '2030-01-08', '2030-01-09'].map(parseDay);

describe('restoring the keys into a folder', () => {
  let folder: TemporaryFolder;
  let units: { unitId: string; day: (typeof DAYS)[number]; key: DataKey }[];

  const pathOf = (name: string) => join(folder.path, name);
  const openRing = (name: string) => FileKeyRing.open(pathOf(name), { outsideOf: pathOf('data') });

  beforeEach(async () => {
    folder = await temporaryFolder();
    const ring = await openRing('lost');
    units = DAYS.map(day => ({ unitId: randomUUID(), day, key: DataKey.generate() }));
    for (const { unitId, day, key } of units) await ring.create(unitId, day, key);
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  /** Restores, and breaks off after so many pieces, as a process does that dies. */
  async function restore({ pieces = Infinity, ready = true } = {}): Promise<void> {
    const copy = copyOfFolder(await openKeysFolder(pathOf('lost'), pathOf('data')));
    const what: Restoration = {
      backup: {
        ...copy,
        ...{ createdAt: new Date(0), deleteBy: DAYS[0] ?? parseDay(''), logKeys: null },
        pieces: breakingOff(copy.pieces, pieces),
      },
      isOver: () => false,
      destroyed: [],
      onReady: () => (ready ? Promise.resolve() : Promise.reject(new Error('died'))),
    };
    await restoreFolder(pathOf('keys'), pathOf('data'), what);
  }

  async function expectWhole(): Promise<void> {
    const ring = await openRing('keys');
    expect(await ring.days()).toEqual(DAYS);
    for (const { unitId, day, key } of units) expect((await ring.open(unitId, day)).equals(key)).toBe(true);
  }

  it.each([0, 1, 2, 3, 4, 5])('that breaks off after %i pieces leaves no ring, and can be run again', async pieces => {
    await expect(restore({ pieces })).rejects.toThrow('died');
    await expect(openRing('keys')).rejects.toMatchObject({ code: 'keys-folder-refused' });
    await restore();
    await expectWhole();
  });

  it('that breaks off before its last step leaves no ring, and can be run again', async () => {
    await expect(restore({ ready: false })).rejects.toThrow('died');
    await expect(openRing('keys')).rejects.toMatchObject({ code: 'keys-folder-refused' });
    await restore();
    await expectWhole();
  });

  it('takes the place of a ring that was begun and never used, and of no other', async () => {
    await openRing('keys');
    await restore();
    await expectWhole();
    await expect(restore()).rejects.toMatchObject({ code: 'key-ring-not-empty' });
    await expectWhole();
  });
});

async function* breakingOff(pieces: AsyncIterable<KeyPiece>, after: number): AsyncGenerator<KeyPiece> {
  let count = 0;
  for await (const piece of pieces) {
    if (count === after) throw new Error('died');
    count += 1;
    yield piece;
  }
}
