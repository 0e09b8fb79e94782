import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, daysFrom, parseDay, type Day } from '../../kernel/calendar.js';
import { DayFolders } from './day-folders.js';
import { unwrapDayKey } from './day-key.js';
import { deriveKey } from './derive-key.js';
import { KeyGone } from './key-gone.js';
import { openKeysFolder, type KeysFolder } from './keys-folder.js';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder.js';

const MONDAY = parseDay('2030-01-07');

describe('the folders of days', () => {
  let folder: TemporaryFolder;
  let keys: KeysFolder;
  let folders: DayFolders;

  const open = (name: string) => openKeysFolder(join(folder.path, name), join(folder.path, 'data'));

  beforeEach(async () => {
    folder = await temporaryFolder();
    keys = await open('keys');
    folders = new DayFolders(keys);
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  it('are told by the fingerprint of their root key, at each opening the same and elsewhere another', async () => {
    expect(new DayFolders(await open('keys')).fingerprint).toBe(folders.fingerprint);
    expect(new DayFolders(await open('others')).fingerprint).not.toBe(folders.fingerprint);
  });

  it('have a key for tombstones that is derived for nothing else', () => {
    expect(folders.tombstoneKey.equals(deriveKey(keys.rootKey, 'tombstones'))).toBe(true);
  });

  it.each(['..', '../keys', '2030-02-30', ''])('are none of %j', name => {
    expect(() => folders.pathOf(name as Day)).toThrow(new RangeError('not a day'));
  });

  it('are told in order, without those that are destroyed and what is no day', async () => {
    const days = daysFrom(MONDAY, addDays(MONDAY, 20));
    for (const day of days.toReversed()) await folders.openOrCreate(day);
    await folders.destroy(addDays(MONDAY, 3));
    await writeFile(join(keys.days, 'lost+found'), '');

    expect(await folders.living()).toEqual(days.toSpliced(3, 1));
  });

  it('live from their first use on, and not before', async () => {
    expect(await folders.isLiving(MONDAY)).toBe(false);
    await folders.openOrCreate(MONDAY);
    expect(await folders.isLiving(MONDAY)).toBe(true);
  });

  it('stay destroyed for who saw it, also where an old copy of the day key is put back', async () => {
    await folders.openOrCreate(MONDAY);
    await cp(folders.pathOf(MONDAY), join(folder.path, 'old'), { recursive: true });
    await folders.destroy(MONDAY);
    expect(await folders.isLiving(MONDAY)).toBe(false);
    await cp(join(folder.path, 'old'), folders.pathOf(MONDAY), { recursive: true });

    expect(await folders.isLiving(MONDAY)).toBe(false);
  });

  it('have one key each, whoever comes first, and leave nothing of the others', async () => {
    const opened = await Promise.all(Array.from({ length: 10 }, () => folders.openOrCreate(MONDAY)));

    expect(opened.every(key => opened[0]?.equals(key))).toBe(true);
    expect(await readdir(keys.staging)).toEqual([]);
  });

  it('are not taken for unused where they cannot be read', async () => {
    await mkdir(join(folders.pathOf(MONDAY), 'day.key'), { recursive: true });

    await expect(folders.isLiving(MONDAY)).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(folders.openOrCreate(MONDAY)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('say so where one cannot be made', async () => {
    await rm(keys.staging, { recursive: true });

    await expect(folders.openOrCreate(MONDAY)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('hold a key that is wrapped by one derived of the root key for days, and for ever in this form', async () => {
    const key = await folders.openOrCreate(MONDAY);
    const stored = await readFile(join(folders.pathOf(MONDAY), 'day.key'));

    expect(unwrapDayKey(deriveKey(keys.rootKey, 'days'), MONDAY, stored).equals(key)).toBe(true);
  });

  it('are for their owner alone', async () => {
    await folders.openOrCreate(MONDAY);

    expect((await stat(folders.pathOf(MONDAY))).mode & 0o777).toBe(0o700);
  });

  it('can be destroyed before they were used, and never begin then', async () => {
    await folders.destroy(MONDAY);

    expect(await readFile(join(folders.pathOf(MONDAY), 'day.key'))).toEqual(Buffer.alloc(61));
    await expect(folders.openOrCreate(MONDAY)).rejects.toThrow(KeyGone);
    expect(await folders.living()).toEqual([]);
  });

  it('are swept of everything but the zeros that say so', async () => {
    await folders.openOrCreate(MONDAY);
    await writeFile(join(folders.pathOf(MONDAY), 'units-1.seg'), 'noise');
    await folders.destroy(MONDAY);
    await folders.sweep(MONDAY);

    expect(await readdir(folders.pathOf(MONDAY))).toEqual(['day.key']);
    await folders.sweep(MONDAY);
    expect(await folders.isLiving(MONDAY)).toBe(false);
  });

  it('are not swept while they live', async () => {
    await folders.openOrCreate(MONDAY);

    await expect(folders.sweep(MONDAY)).rejects.toThrow(new TypeError('a day that has a key is not swept'));
  });
});
