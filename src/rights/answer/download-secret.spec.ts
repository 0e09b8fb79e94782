import { describe, expect, it } from '@jest/globals';
import { packageCode } from '../package/package-code.js';
import { digestOfCode, digestOfToken, isCodeOf } from './download-secret.js';

describe('a code', () => {
  it('fits its digest however it is typed', () => {
    const code = packageCode();
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('-', '')}`]) {
      expect(isCodeOf(digestOfCode(code), typed)).toBe(true);
    }
  });

  it('fits no digest of another, of a part or of nothing', () => {
    const code = packageCode();
    const others = [packageCode(), code.slice(1), `${code}A`, ''];
    expect(others.map(other => isCodeOf(digestOfCode(code), other))).toEqual([false, false, false, false]);
    expect(isCodeOf(Buffer.alloc(0), code)).toBe(false);
  });

  it('and a token are kept as digests alone', () => {
    expect(digestOfToken('t')).toHaveLength(32);
    expect(digestOfCode(packageCode())).toHaveLength(32);
  });
});
