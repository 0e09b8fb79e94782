import { describe, expect, it } from '@jest/globals';
import { hashToken, isHashOf, newToken } from './opaque-token.js';

describe('opaque token', () => {
  it('is 43 characters that need no quoting anywhere, and different each time', () => {
    const tokens = new Set(Array.from({ length: 100 }, newToken));
    expect(tokens.size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('is kept as its SHA-256 (FIPS 180-4, the example "abc")', () => {
    expect(Buffer.from(hashToken('abc'), 'base64url').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('is known again by its hash, and no other is', () => {
    const token = newToken();
    expect(isHashOf(hashToken(token), token)).toBe(true);
    expect(isHashOf(hashToken(token), newToken())).toBe(false);
    expect(isHashOf('', token)).toBe(false);
    expect(isHashOf(token, token)).toBe(false);
  });
});
