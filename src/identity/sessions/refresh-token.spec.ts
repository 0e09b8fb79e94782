import { describe, expect, it } from '@jest/globals';
import { newRefreshToken, parseRefreshToken } from './refresh-token.js';

describe('refresh token', () => {
  it('reads as what it was made of', () => {
    const token = newRefreshToken();
    expect(parseRefreshToken(token.token)).toEqual(token);
  });

  it('keeps its family and has another secret when it is followed by the next', () => {
    const first = newRefreshToken();
    const next = newRefreshToken(first.family);
    expect(next.family).toBe(first.family);
    expect(next.secret).not.toBe(first.secret);
    expect(newRefreshToken().family).not.toBe(first.family);
  });

  it.each([
    '',
    '.',
    'a.b',
    'a'.repeat(43),
    `${'a'.repeat(43)}.${'b'.repeat(42)}`,
    `${'a'.repeat(43)}.${'b'.repeat(43)}.c`,
  ])('is not %p', text => {
    expect(parseRefreshToken(text)).toBeNull();
  });
});
