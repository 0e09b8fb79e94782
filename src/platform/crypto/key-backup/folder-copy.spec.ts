import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, daysFrom, parseDay, type Day } from '../../../kernel/calendar.js';
import { idBytes } from '../../../kernel/ids.js';
import { DataKey } from '../data-key.js';
import { FileKeyRing } from '../file-key-ring.js';
import { openKeysFolder } from '../keys-folder.js';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.js';
import { copyOfFolder } from './folder-copy.js';
import type { KeyPiece, RingCopy } from './key-copy.js';

const MONDAY = parseDay('2030-01-07');
const TUESDAY = parseDay('2030-01-08');

describe('the copy of a keys folder', () => {
  let folder: TemporaryFolder;
  let ring: FileKeyRing;

  const pathOf = (...names: string[]) => join(folder.path, 'keys', ...names);
  const outsideOf = () => join(folder.path, 'data');

  beforeEach(async () => {
    folder = await temporaryFolder();
    ring = await FileKeyRing.open(pathOf(), { outsideOf: outsideOf() });
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  async function created(day: Day): Promise<string> {
    const unitId = randomUUID();
    await ring.create(unitId, day, DataKey.generate());
    return unitId;
  }

  async function copy(): Promise<RingCopy> {
    return copyOfFolder(await openKeysFolder(pathOf(), outsideOf()));
  }

  /** Each piece in a line: a day with its key, or a day with the ids of its units. */
  function told(piece: KeyPiece): string {
    if ('key' in piece) return `${piece.day} key`;
    const records = Array.from({ length: piece.records.length / 128 }, (_, at) =>
      piece.records.subarray(at * 128 + 1, at * 128 + 17).toString('hex'),
    );
    return `${piece.day} ${records.join(' ')}`;
  }

  const recordOf = (unitId: string) => idBytes(unitId).toString('hex');

  async function whole(): Promise<string[]> {
    const pieces: string[] = [];
    for await (const piece of (await copy()).pieces) pieces.push(told(piece));
    return pieces;
  }

  it('holds the root key, and is told by the fingerprint of the ring', async () => {
    const { rootKey, fingerprint } = await copy();

    expect(rootKey).toEqual(await readFile(pathOf('root.key')));
    expect(fingerprint).toBe(ring.fingerprint);
  });

  it('holds each living day once, its key before what it wraps, in the order of the days', async () => {
    const days = daysFrom(MONDAY, addDays(MONDAY, 11));
    const units = new Map<Day, string>();
    for (const day of [...days.slice(6), ...days.slice(0, 6).reverse()]) units.set(day, await created(day));

    expect(await whole()).toEqual(days.flatMap(day => [`${day} key`, `${day} ${recordOf(units.get(day) ?? '')}`]));
  });

  it('holds nothing of what was destroyed, of what a crash cut short, and of what is no day', async () => {
    const [dropped, kept] = [await created(MONDAY), await created(MONDAY)];
    await created(TUESDAY);
    await ring.drop(dropped, MONDAY);
    await ring.destroyDay(TUESDAY);
    const segment = (await readdir(pathOf('days', MONDAY))).find(name => name.endsWith('.seg')) ?? '';
    await appendFile(pathOf('days', MONDAY, segment), Buffer.alloc(100, 1));
    await writeFile(pathOf('days', 'lost+found'), '');

    expect(await whole()).toEqual([`${MONDAY} key`, `${MONDAY} ${recordOf(kept)}`]);
  });

  it('holds a unit that moved to a day that was read already', async () => {
    await created(MONDAY);
    const moving = await created(TUESDAY);
    const pieces: string[] = [];
    for await (const piece of (await copy()).pieces) {
      pieces.push(told(piece));
      if (pieces.at(-1) !== `${TUESDAY} key`) continue;
      await ring.copyTo(moving, TUESDAY, MONDAY);
      await ring.drop(moving, TUESDAY);
    }

    expect(pieces.slice(2)).toEqual([`${TUESDAY} key`, `${MONDAY} ${recordOf(moving)}`]);
  });

  it.each([0, 40, 60, 62])('holds a damaged key of %i bytes in 61, as damaged as it was', async sizeBytes => {
    await created(MONDAY);
    const keyFile = pathOf('days', MONDAY, 'day.key');
    if (sizeBytes < 61) await truncate(keyFile, sizeBytes);
    else await appendFile(keyFile, 'x');
    const pieces: KeyPiece[] = [];
    for await (const piece of (await copy()).pieces) pieces.push(piece);
    const [key] = pieces.flatMap(piece => ('key' in piece ? [piece.key] : []));

    expect(key).toHaveLength(61);
    expect(key?.subarray(0, sizeBytes)).toEqual((await readFile(keyFile)).subarray(0, 61));
    expect(key?.subarray(sizeBytes).every(byte => byte === 0xff)).toBe(true);
    expect(pieces.map(({ day }) => day)).toEqual([MONDAY, MONDAY]);
  });

  it('holds of a day that is destroyed while it is read what was read before', async () => {
    await created(MONDAY);
    ring = await FileKeyRing.open(pathOf(), { outsideOf: outsideOf() });
    await created(MONDAY);
    const later = await created(TUESDAY);
    const pieces: string[] = [];
    for await (const piece of (await copy()).pieces) {
      pieces.push(told(piece));
      if (pieces.length !== 2) continue;
      await ring.destroyDay(MONDAY);
      await ring.sweepDay(MONDAY);
    }

    expect(pieces.map(piece => piece.slice(0, 14))).toEqual([
      `${MONDAY} key`,
      expect.stringContaining(`${MONDAY} `),
      `${TUESDAY} key`,
      `${TUESDAY} ${recordOf(later)}`.slice(0, 14),
    ]);
  });

  it('breaks off where a segment cannot be read, rather than leave it out', async () => {
    await created(MONDAY);
    await mkdir(pathOf('days', MONDAY, 'units-broken.seg'));

    await expect(whole()).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
