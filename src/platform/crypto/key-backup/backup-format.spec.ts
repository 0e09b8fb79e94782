import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { parseDay } from '../../../kernel/calendar.js';
import { decodeBackup, encodeBackup } from './backup-format.js';
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

  it.each(['', 'no json', '{}', '{"day":"2030-02-30","key":""}', '{"day":"2030-01-07","records":"AAAA"}'])(
    'is damaged with the line %j, of which it says nothing',
    async line => {
      const { lines } = await encoded();
      const error: unknown = await decoded(lines.toSpliced(2, 1, line)).catch((thrown: unknown) => thrown);

      expect(error).toMatchObject({ code: 'key-backup-damaged' });
      expect(error).not.toHaveProperty('cause');
    },
  );
});
