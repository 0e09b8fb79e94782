import { randomUUID } from 'node:crypto';
import { cp, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { parseDay, type Day } from '../../kernel/calendar.js';
import { DataKey } from './data-key.js';
import { DecryptionFailed } from './decryption-failed.js';
import { FileKeyRing } from './file-key-ring.js';
import { KeyGone } from './key-gone.js';
import { describeKeyRing } from './key-ring.contract.js';
import { bytesBelow, temporaryFolder, type TemporaryFolder } from './testing/temporary-folder.js';

const MONDAY = parseDay('2030-01-07');
const TUESDAY = parseDay('2030-01-08');

describeKeyRing('a key ring in a folder', async () => {
  const folder = await temporaryFolder();
  return {
    open: nowMs => FileKeyRing.open(join(folder.path, 'keys'), { outsideOf: join(folder.path, 'data'), nowMs }),
    remove: () => folder[Symbol.asyncDispose](),
  };
});

describe('the folder of a key ring', () => {
  let folder: TemporaryFolder;
  let keys: string;
  let ring: FileKeyRing;

  const openRing = (maxIndexBytes?: number) =>
    FileKeyRing.open(keys, { outsideOf: join(folder.path, 'data'), ...(maxIndexBytes && { maxIndexBytes }) });
  const pathOf = (day: Day, ...names: string[]) => join(keys, 'days', day, ...names);

  beforeEach(async () => {
    folder = await temporaryFolder();
    keys = join(folder.path, 'keys');
    ring = await openRing();
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  async function created(day = MONDAY): Promise<{ unitId: string; key: DataKey }> {
    const [unitId, key] = [randomUUID(), DataKey.generate()];
    await ring.create(unitId, day, key);
    return { unitId, key };
  }

  async function segmentOf(day: Day): Promise<string> {
    const name = (await readdir(pathOf(day))).find(file => file.endsWith('.seg'));
    return pathOf(day, name ?? '');
  }

  async function opened(of: FileKeyRing, unitId: string, day = MONDAY): Promise<Buffer> {
    return (await of.open(unitId, day)).exportBytes();
  }

  it('is told by its root key, from which also the tombstones have their key', async () => {
    const [again, other] = [await openRing(), await FileKeyRing.open(join(folder.path, 'other'), { outsideOf: keys })];

    expect([again.fingerprint, again.tombstoneKey]).toEqual([ring.fingerprint, ring.tombstoneKey]);
    expect(again.tombstoneKey.equals(ring.tombstoneKey)).toBe(true);
    expect(other.fingerprint).not.toBe(ring.fingerprint);
    expect(other.tombstoneKey.equals(ring.tombstoneKey)).toBe(false);
  });

  it("is its owner's alone, with everything in it", async () => {
    await created();
    const entries = await readdir(keys, { recursive: true, withFileTypes: true });
    const modes = await Promise.all(
      entries.map(async entry => {
        const { mode } = await stat(join(entry.parentPath, entry.name));
        return [entry.isDirectory(), mode & 0o777] as const;
      }),
    );

    expect((await stat(keys)).mode & 0o777).toBe(0o700);
    expect(modes.length).toBeGreaterThan(5);
    for (const [isFolder, mode] of modes) expect(mode).toBe(isFolder ? 0o700 : 0o600);
  });

  it('never holds a data key or an id of which a key could be told', async () => {
    const { unitId, key } = await created();
    await ring.copyTo(unitId, MONDAY, TUESDAY);
    const bytes = await bytesBelow(keys);

    expect(bytes.includes(key.exportBytes())).toBe(false);
    expect(bytes.includes(key.audioKey().export())).toBe(false);
  });

  it('holds one segment for each process that has written on a day', async () => {
    for (let count = 0; count < 3; count += 1) await created();
    ring = await openRing();
    await created();

    const segments = (await readdir(pathOf(MONDAY))).filter(name => name.endsWith('.seg'));
    expect(segments).toHaveLength(2);
  });

  it('holds nothing of a dropped key but zeros', async () => {
    const { unitId } = await created();
    const before = await readFile(await segmentOf(MONDAY));
    await ring.drop(unitId, MONDAY);
    const after = await readFile(await segmentOf(MONDAY));

    expect(before.equals(Buffer.alloc(128))).toBe(false);
    expect(after.equals(Buffer.alloc(128))).toBe(true);
  });

  it('holds nothing of a destroyed day but zeros', async () => {
    await created();
    await ring.destroyDay(MONDAY);
    await ring.sweepDay(MONDAY);

    expect(await readdir(pathOf(MONDAY))).toEqual(['day.key']);
    expect(await readFile(pathOf(MONDAY, 'day.key'))).toEqual(Buffer.alloc(61));
    expect(await ring.tracesAreGone(MONDAY)).toBe(true);
  });

  it('does not open a destroyed day with an old copy of its segments, only with one of its day key', async () => {
    const { unitId, key } = await created();
    const copy = join(folder.path, 'copy');
    await cp(pathOf(MONDAY), copy, { recursive: true });
    await ring.destroyDay(MONDAY);

    for (const name of await readdir(copy)) {
      if (name.endsWith('.seg')) await cp(join(copy, name), pathOf(MONDAY, name));
    }
    await expect(opened(await openRing(), unitId)).rejects.toThrow(KeyGone);
    await cp(join(copy, 'day.key'), pathOf(MONDAY, 'day.key'));
    expect(await opened(await openRing(), unitId)).toEqual(key.exportBytes());
  });

  it('overwrites the day key also where a backup is a hard link to it', async () => {
    await created();
    const { ino } = await stat(pathOf(MONDAY, 'day.key'));
    await ring.destroyDay(MONDAY);

    expect((await stat(pathOf(MONDAY, 'day.key'))).ino).toBe(ino);
  });

  it('opens nothing with another root key', async () => {
    const { unitId } = await created();
    await writeFile(join(keys, 'root.key'), Buffer.alloc(32, 1));

    await expect(opened(await openRing(), unitId)).rejects.toThrow(DecryptionFailed);
  });

  it('passes over a record that a crash cut short', async () => {
    const { unitId, key } = await created();
    const segment = await segmentOf(MONDAY);
    const whole = await readFile(segment);
    await writeFile(segment, Buffer.concat([whole, whole.subarray(0, 77)]));
    const late = await openRing();

    expect(await opened(late, unitId)).toEqual(key.exportBytes());
    await late.create(randomUUID(), MONDAY, DataKey.generate());
    expect(await opened(await openRing(), unitId)).toEqual(key.exportBytes());
  });

  it.each([17, 29, 60, 76])('calls a record damaged, not gone, with byte %i changed', async at => {
    const { unitId } = await created();
    const segment = await segmentOf(MONDAY);
    const bytes = await readFile(segment);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await writeFile(segment, bytes);

    await expect(opened(await openRing(), unitId)).rejects.toThrow(DecryptionFailed);
  });

  it('opens no record in the place of another unit or day', async () => {
    const [one, other] = [await created(), await created()];
    await created(TUESDAY);
    const segment = await readFile(await segmentOf(MONDAY));
    const forged = Buffer.concat([segment.subarray(0, 17), segment.subarray(128 + 17)]);
    await writeFile(await segmentOf(MONDAY), Buffer.concat([forged, Buffer.alloc(17 + 111)]));
    await writeFile(await segmentOf(TUESDAY), segment.subarray(128));
    const late = await openRing();

    await expect(opened(late, one.unitId)).rejects.toThrow(DecryptionFailed);
    await expect(opened(late, other.unitId, TUESDAY)).rejects.toThrow(DecryptionFailed);
  });

  it('tells units apart that its index cannot, and drops only the one', async () => {
    // The index folds an id by XOR, so the order of its words makes no difference to it.
    const [one, other] = ['11111111-2222-2222-3333-333344444444', '22222222-1111-1111-3333-333344444444'];
    const [oneKey, otherKey] = [DataKey.generate(), DataKey.generate()];
    await ring.create(one, MONDAY, oneKey);
    await ring.create(other, MONDAY, otherKey);
    ring = await openRing();

    expect(await opened(ring, other)).toEqual(otherKey.exportBytes());
    await ring.drop(other, MONDAY);
    expect(await opened(ring, one)).toEqual(oneKey.exportBytes());
    expect(await ring.daysOf(other)).toEqual([]);
  });

  it('takes no more memory for its indexes than it may, and opens every unit all the same', async () => {
    const days = Array.from({ length: 9 }, (_, number) => parseDay(`2030-03-0${String(number + 1)}`));
    const units = await Promise.all(days.map(async day => ({ day, ...(await created(day)) })));
    await ring.daysOf(randomUUID());
    const dayBytes = ring.indexBytes / days.length;
    const frugal = await openRing(2 * dayBytes);

    expect(dayBytes).toBeGreaterThan(0);
    for (const { unitId, day, key } of [...units, ...units]) {
      expect(await frugal.daysOf(unitId)).toEqual([day]);
      expect(await opened(frugal, unitId, day)).toEqual(key.exportBytes());
      expect(frugal.indexBytes).toBeLessThanOrEqual(2 * dayBytes);
    }
  });

  it('calls a damaged day key damaged, and makes no other in its place', async () => {
    const { unitId } = await created();
    await truncate(pathOf(MONDAY, 'day.key'), 40);
    const late = await openRing();

    await expect(opened(late, unitId)).rejects.toThrow(DecryptionFailed);
    await expect(late.create(randomUUID(), MONDAY, DataKey.generate())).rejects.toThrow(DecryptionFailed);
    await expect(late.indexKey(MONDAY)).rejects.toThrow(DecryptionFailed);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['begins with another byte', Buffer.concat([Buffer.alloc(1), Buffer.alloc(60, 7)])],
    ['is short, and zeros', Buffer.alloc(60)],
    ['is long, and zeros', Buffer.alloc(62)],
  ])('calls a day key that %s damaged, not destroyed, until it is destroyed', async (_what, bytes) => {
    const { unitId } = await created();
    await writeFile(pathOf(MONDAY, 'day.key'), bytes);
    const late = await openRing();

    await expect(opened(late, unitId)).rejects.toThrow(DecryptionFailed);
    expect(await late.days()).toEqual([MONDAY]);
    expect(await late.tracesAreGone(MONDAY)).toBe(false);
    await late.destroyDay(MONDAY);
    await expect(opened(late, unitId)).rejects.toThrow(KeyGone);
    expect(await late.tracesAreGone(MONDAY)).toBe(true);
    expect(await readFile(pathOf(MONDAY, 'day.key'))).toEqual(Buffer.alloc(61));
  });

  it('forgets every opened key when it is closed', async () => {
    const { unitId } = await created();
    await ring.open(unitId, MONDAY);
    await (await openRing()).destroyDay(MONDAY);
    await ring.open(unitId, MONDAY);
    await ring.close();

    await expect(ring.open(unitId, MONDAY)).rejects.toThrow(KeyGone);
  });

  it('does not open a day with the day key of another', async () => {
    await created();
    await created(TUESDAY);
    await cp(pathOf(MONDAY, 'day.key'), pathOf(TUESDAY, 'day.key'));

    await expect((await openRing()).indexKey(TUESDAY)).rejects.toThrow(DecryptionFailed);
  });
});
