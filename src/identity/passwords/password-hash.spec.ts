import { describe, expect, it } from '@jest/globals';
import { hashPassword, UNMATCHABLE_HASH, verifyPassword } from './password-hash.js';

describe('password hash', () => {
  it('reads what the reference implementation wrote (phc-winner-argon2, src/test.c)', async () => {
    const hash = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    await expect(verifyPassword(hash, 'password')).resolves.toBe(true);
    await expect(verifyPassword(hash, 'Password')).resolves.toBe(false);
  });

  it('takes memory, passes and lanes from the hash and not from the present setting', async () => {
    const hash = '$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc';
    await expect(verifyPassword(hash, 'password')).resolves.toBe(true);
    await expect(verifyPassword(hash.replace('t=2', 't=3'), 'password')).resolves.toBe(false);
  });

  it('states 19 MiB, two passes, one lane, and a salt of its own each time', async () => {
    const [first, second] = await Promise.all([hashPassword('tuulinen päivä'), hashPassword('tuulinen päivä')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(second).not.toBe(first);
    await expect(verifyPassword(first, 'tuulinen päivä')).resolves.toBe(true);
    await expect(verifyPassword(first, 'tuulinen paiva')).resolves.toBe(false);
  });

  it('takes composed and decomposed letters for the same password', async () => {
    const hash = await hashPassword('yö'.normalize('NFC'));
    await expect(verifyPassword(hash, 'yö'.normalize('NFD'))).resolves.toBe(true);
  });

  it('has a hash that nothing fits but that costs the same', async () => {
    expect(UNMATCHABLE_HASH).toContain('$m=19456,t=2,p=1$');
    await expect(verifyPassword(UNMATCHABLE_HASH, '')).resolves.toBe(false);
  });

  it('does not take a damaged hash for a wrong password', async () => {
    await expect(verifyPassword('', 'password')).rejects.toThrow(TypeError);
    await expect(verifyPassword('$2b$10$abcdefghijklmnopqrstuv', 'password')).rejects.toThrow(TypeError);
  });
});
