import { createSecretKey, randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { blindIndex } from './blind-index.js';

const KEY = createSecretKey(Buffer.alloc(32, 7));

describe('a blind index', () => {
  it('is equal for the same value of the same kind, and 16 bytes long', () => {
    expect(blindIndex(KEY, 'name', 'aino')).toEqual(blindIndex(KEY, 'name', 'aino'));
    expect(blindIndex(KEY, 'name', '')).toHaveLength(16);
  });

  it('is HMAC-SHA-256 over kind and value, for ever in the same way', () => {
    // Recomputed with another implementation (Python: hmac and hashlib).
    expect(blindIndex(KEY, 'phone', '+358401234567').toString('hex')).toBe('206a1401e2967afa2d811f9d96e667ae');
  });

  it('differs with the value, the kind and the day', () => {
    const otherDay = createSecretKey(randomBytes(32));
    const indexes = [
      blindIndex(KEY, 'name', 'aino'),
      blindIndex(KEY, 'name', 'aina'),
      blindIndex(KEY, 'email', 'aino'),
      blindIndex(otherDay, 'name', 'aino'),
    ];

    expect(new Set(indexes.map(index => index.toString('hex'))).size).toBe(4);
  });
});
