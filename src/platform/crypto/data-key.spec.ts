import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { DataKey } from './data-key.js';

describe('a data key', () => {
  it('is another one each time', () => {
    expect(DataKey.generate().equals(DataKey.generate())).toBe(false);
  });

  it('is the same key again from its bytes, with the same keys for each use', () => {
    const bytes = randomBytes(32);
    const [one, other] = [DataKey.fromBytes(bytes), DataKey.fromBytes(bytes)];

    expect(one.equals(other)).toBe(true);
    expect(one.exportBytes()).toEqual(bytes);
    expect(one.audioKey().equals(other.audioKey())).toBe(true);
    expect(one.fieldKey().equals(other.fieldKey())).toBe(true);
  });

  it('has a key of its own for each use, and none of them is the key itself', () => {
    const key = DataKey.generate();
    const keys = [key.exportBytes(), key.audioKey().export(), key.fieldKey().export()];

    expect(new Set(keys.map(bytes => bytes.toString('hex'))).size).toBe(3);
    expect(keys.map(bytes => bytes.length)).toEqual([32, 32, 32]);
  });

  it('derives its keys by HKDF-SHA-512, for ever in the same way', () => {
    const key = DataKey.fromBytes(Buffer.alloc(32, 7));

    // Recomputed with another implementation (Python: hmac and hashlib).
    expect(key.audioKey().export().toString('hex')).toBe(
      '408b30b25d4f63d46005b886c75ac960d812187f868629feda10dc7e0653ca16',
    );
    expect(key.fieldKey().export().toString('hex')).toBe(
      '8de76e7cfa372ef2a245219b86d60c8e64a2bb9e126b6a4e0d050770e69ceb04',
    );
  });

  it.each([0, 16, 31, 33])('is not made of %i bytes', sizeBytes => {
    expect(() => DataKey.fromBytes(Buffer.alloc(sizeBytes))).toThrow(new RangeError('a data key has 32 bytes'));
  });

  it('does not change with the buffer that it was made of', () => {
    const bytes = randomBytes(32);
    const key = DataKey.fromBytes(bytes);
    bytes.fill(0);

    expect(key.exportBytes()).not.toEqual(bytes);
  });

  it('never shows itself', () => {
    const key = DataKey.generate();
    const hex = key.exportBytes().toString('hex');
    const shown = [inspect(key, { showHidden: true }), JSON.stringify({ key }), String(key), inspect({ deep: [key] })];

    for (const text of shown) {
      expect(text).toContain('[key]');
      expect(text).not.toContain(hex.slice(0, 8));
    }
  });
});
