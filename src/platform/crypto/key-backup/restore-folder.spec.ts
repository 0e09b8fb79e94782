import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { parseDay, type Day } from '../../../kernel/calendar.js';
import { DataKey } from '../data-key.js';
import { FileKeyRing } from '../file-key-ring.js';
import { openKeysFolder } from '../keys-folder.js';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.js';
import { copyOfFolder } from './folder-copy.js';
import type { KeyPiece } from './key-copy.js';
import { restoreFolder } from './restore-folder.js';
import type { Restoration, RestoredKeys } from './restored-days.js';

interface Attempt {
  readonly pieces?: number;
  readonly ready?: boolean;
  readonly over?: readonly Day[];
  readonly destroyed?: readonly Day[];
  readonly fingerprint?: string;
}

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
  async function restore({ pieces = Infinity, ready = true, ...changed }: Attempt = {}): Promise<RestoredKeys> {
    const copy = copyOfFolder(await openKeysFolder(pathOf('lost'), pathOf('data')));
    const what: Restoration = {
      backup: {
        ...copy,
        ...{ createdAt: new Date(0), deleteBy: DAYS[0] ?? parseDay(''), logKeys: null },
        pieces: breakingOff(copy.pieces, pieces),
        ...(changed.fingerprint !== undefined && { fingerprint: changed.fingerprint }),
      },
      isOver: day => changed.over?.includes(day) ?? false,
      destroyed: changed.destroyed ?? [],
      onReady: () => (ready ? Promise.resolve() : Promise.reject(new Error('died'))),
    };
    return restoreFolder(pathOf('keys'), pathOf('data'), what);
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
    await expect(restore()).rejects.toMatchObject({
      ...{ kind: 'conflict', code: 'key-ring-not-empty' },
      message: 'TALLENNE_KEYS_DIR holds a key ring already: move it away first, if it is really not needed.',
    });
    await expectWhole();
  });

  it('tells how many days and units are back', async () => {
    expect(await restore()).toEqual({ days: 3, units: 3, daysDropped: 0 });
  });

  it('leaves out the days that are over or were destroyed since, and nobody can begin them again', async () => {
    const [over, destroyed, living] = DAYS as [Day, Day, Day];
    const later = parseDay('2030-01-10');
    expect(await restore({ over: [over], destroyed: [later] })).toEqual({ days: 2, units: 2, daysDropped: 1 });
    const ring = await openRing('keys');

    expect(await ring.days()).toEqual([destroyed, living]);
    for (const day of [over, later]) {
      await expect(ring.create(randomUUID(), day, DataKey.generate())).rejects.toMatchObject({ code: 'key-destroyed' });
    }
  });

  it('of a ring that was in PostgreSQL is refused, and nothing is put there', async () => {
    await expect(restore({ fingerprint: 'of a cluster' })).rejects.toMatchObject({
      ...{ kind: 'conflict', code: 'key-ring-of-other-kind' },
      message: 'This is the backup of a key ring in PostgreSQL: set KEYS_DATABASE_URL to where it shall come back.',
    });
    expect(await (await openRing('keys')).days()).toEqual([]);
  });

  it("makes each day's folder for its owner alone", async () => {
    await restore();
    for (const day of DAYS) expect((await stat(join(pathOf('keys'), 'days', day))).mode & 0o777).toBe(0o700);
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
