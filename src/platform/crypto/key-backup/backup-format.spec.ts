import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { parseDay } from '../../../kernel/calendar.js';
import { decodeBackup, encodeBackup, notOver } from './backup-format.js';
import type { KeyCounts, KeyPiece } from './key-copy.js';

const [MONDAY, TUESDAY] = [parseDay('2030-01-07'), parseDay('2030-01-08')];
const WHEN = { createdAt: new Date('2029-12-20T10:00:00Z'), deleteBy: parseDay('2029-12-27') };
const PIECES: KeyPiece[] = [
  { day: MONDAY, key: randomBytes(61) },
  { day: MONDAY, records: randomBytes(256) },
  { day: TUESDAY, key: randomBytes(61) },
  { day: MONDAY, records: randomBytes(128) },
];
const SECRETS = { rootKey: randomBytes(32), fingerprint: 'ring', logKeys: Buffer.from('a key') };

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function encoded(pieces = PIECES): Promise<{ lines: string[]; counts: KeyCounts | undefined }> {
  let counts: KeyCounts | undefined;
  const lines = encodeBackup({ ...SECRETS, pieces: each(pieces) }, WHEN, found => (counts = found));
  return { lines: await all(lines), counts };
}

async function decoded(lines: readonly string[]): Promise<KeyPiece[]> {
  return all((await decodeBackup(each(lines))).pieces);
}

describe('a backup of keys', () => {
  it('says first what it is of and until when it may be used, then holds every piece', async () => {
    const { lines, counts } = await encoded();
    const { pieces, ...header } = await decodeBackup(each(lines));

    expect(header).toMatchObject({ ...WHEN, ...SECRETS });
    expect(await all(pieces)).toEqual(PIECES);
    expect(counts).toEqual({ days: 2, units: 3 });
  });

  it('may be of a ring without days, and of an installation without keys of the log', async () => {
    const lines = await all(encodeBackup({ ...SECRETS, logKeys: null, pieces: each([]) }, WHEN, () => undefined));

    expect((await decodeBackup(each(lines))).logKeys).toBeNull();
    expect(await decoded(lines)).toEqual([]);
  });

  it.each([0, 1, 2, 3, 4, 5])('is damaged without its line %i', async missing => {
    const { lines } = await encoded();

    await expect(decoded(lines.toSpliced(missing, 1))).rejects.toMatchObject({ code: 'key-backup-damaged' });
  });

  it('is damaged without any line', async () => {
    await expect(decoded([])).rejects.toMatchObject({ code: 'key-backup-damaged' });
  });

  it.each(['', 'no json', '{}', '{"day":"2030-02-30","key":""}', '{"day":"2030-01-07","records":"AAAA"}'])(
    'is damaged with the line %j, of which it says nothing',
    async line => {
      const { lines } = await encoded();
      const error: unknown = await decoded(lines.toSpliced(2, 1, line)).catch((thrown: unknown) => thrown);

      expect(error).toMatchObject({ code: 'key-backup-damaged' });
      expect(error).not.toHaveProperty('cause');
    },
  );

  it.each([
    ['of another format', 0, { format: 'tallenne-keys/2' }],
    ['with a root key of 31 bytes', 0, { rootKey: Buffer.alloc(31).toString('base64') }],
    ['with a root key of 33 bytes', 0, { rootKey: Buffer.alloc(33).toString('base64') }],
    ['of no ring', 0, { fingerprint: '' }],
    ['with a day key of 60 bytes', 1, { key: Buffer.alloc(60).toString('base64') }],
    ['with half a record', 2, { records: Buffer.alloc(192).toString('base64') }],
    ['with a day less', 5, { end: { days: 1, units: 3 } }],
    ['with a unit more', 5, { end: { days: 2, units: 4 } }],
  ])('is damaged %s', async (_what, number, changed) => {
    const { lines } = await encoded();
    const line = JSON.stringify({ ...(JSON.parse(lines[number] ?? '') as object), ...changed });

    await expect(decoded(lines.toSpliced(number, 1, line))).rejects.toMatchObject({
      ...{ kind: 'invalid', code: 'key-backup-damaged' },
      message: 'The backup of the keys is damaged, or is none.',
    });
  });

  it('says in its first line of which format it is', async () => {
    const { lines } = await encoded();

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'tallenne-keys/1' });
  });

  it('can go on without the days that are over', async () => {
    const left = async (today: string) => all(notOver(each(PIECES), parseDay(today)));

    expect(await left('2030-01-07')).toEqual(PIECES);
    expect(await left('2030-01-08')).toEqual([PIECES[2]]);
    expect(await left('2030-01-09')).toEqual([]);
  });
});
