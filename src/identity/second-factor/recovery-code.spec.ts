import { describe, expect, it } from '@jest/globals';
import { hashRecoveryCode, newRecoveryCode } from './recovery-code.js';

const KEY = Buffer.alloc(32, 1);

describe('recovery code', () => {
  it('is four groups of five characters, none of which is read as another', () => {
    const codes = Array.from({ length: 500 }, newRecoveryCode);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
  });

  it.each(['3abcd-11000-zzzzz-99999', ' 3ABCD 11000 ZZZZZ 99999 ', '3abcd-Il0Oo-zzzzz-99999'])(
    'is the same however it is typed: %j',
    typed => {
      expect(hashRecoveryCode(KEY, 'a', typed)).toBe(hashRecoveryCode(KEY, 'a', '3ABCD-11000-ZZZZZ-99999'));
    },
  );

  it('has another hash for another code, person and key', () => {
    const hash = hashRecoveryCode(KEY, 'a', '3ABCD-11000-ZZZZZ-99999');
    expect(hashRecoveryCode(KEY, 'a', '3ABCD-11000-ZZZZZ-99998')).not.toBe(hash);
    expect(hashRecoveryCode(KEY, 'b', '3ABCD-11000-ZZZZZ-99999')).not.toBe(hash);
    expect(hashRecoveryCode(Buffer.alloc(32, 2), 'a', '3ABCD-11000-ZZZZZ-99999')).not.toBe(hash);
  });
});
