import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { deriveKey, fingerprintOf, type KeyUse } from './derive-key.js';

const USES: readonly KeyUse[] = ['days', 'units', 'blind-index', 'audio', 'field', 'fingerprint', 'tombstones'];

/** RFC 5869 in its own words, with the salt that is left out: extract, then the first block of expand. */
function hkdf(key: Buffer, info: string): Buffer {
  const pseudorandom = createHmac('sha512', Buffer.alloc(64)).update(key).digest();
  return createHmac('sha512', pseudorandom)
    .update(info)
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, 32);
}

describe('a derived key', () => {
  const bytes = randomBytes(32);
  const key = createSecretKey(bytes);

  it.each(USES)('for %s is that of RFC 5869', use => {
    expect(deriveKey(key, use).export()).toEqual(hkdf(bytes, `tallenne/v1/${use}`));
  });

  it('is another for each use and each key', () => {
    const other = createSecretKey(randomBytes(32));
    const found = [key, other].flatMap(one => USES.map(use => deriveKey(one, use).export().toString('hex')));
    expect(new Set(found).size).toBe(2 * USES.length);
  });

  it('that tells one root key from another is written so that it fits on a line', () => {
    expect(fingerprintOf(key)).toBe(hkdf(bytes, 'tallenne/v1/fingerprint').toString('base64url'));
  });
});
