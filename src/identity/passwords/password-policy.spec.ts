import { describe, expect, it } from '@jest/globals';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { passwordFault } from './password-policy.js';

describe('password policy', () => {
  it('takes a passphrase of any kind of characters', () => {
    expect(passwordFault('tuuli kävi yöllä', 'maija.malli')).toBeNull();
    expect(passwordFault('🦔🌲🌧️ siili sateessa', 'maija.malli')).toBeNull();
  });

  it('asks for twelve characters and takes at most 128, counted as characters and not as bytes', () => {
    expect(passwordFault('abcdefg-123', 'm')).toBe('too-short');
    expect(passwordFault('abcdefg-1234', 'm')).toBeNull();
    expect(passwordFault('🦔🌲🌧abcdefgh', 'm')).toBe('too-short');
    expect(passwordFault('abcdefgh'.repeat(16), 'm')).toBeNull();
    expect(passwordFault(`${'abcdefgh'.repeat(16)}i`, 'm')).toBe('too-long');
  });

  it('refuses the user name, however it is written', () => {
    expect(passwordFault('Maija.Mallinen', 'maija.mallinen')).toBe('is-user-name');
    expect(passwordFault('maija. mallinen', 'maija.mallinen')).toBe('is-user-name');
  });

  it('refuses what everybody tries first, however it is written', () => {
    for (const password of ['Salasana1234', 'SALASANA SALASANA', 'Password2026', 'qwertyuiop123', 'Ｐassword1234']) {
      expect([password, passwordFault(password, 'm')]).toEqual([password, 'common']);
    }
  });

  it('refuses a few characters over and over', () => {
    expect(passwordFault('aaaaaaaaaaaaaaaa', 'm')).toBe('common');
    expect(passwordFault('abababababab', 'm')).toBe('common');
    expect(passwordFault('abcabdabeabc', 'm')).toBeNull();
  });

  it('lists common passwords in the form in which they are compared', () => {
    const misplaced = [...COMMON_PASSWORDS].filter(
      password =>
        password !== password.normalize('NFKC').toLowerCase().replace(/\s/g, '') || Array.from(password).length < 12,
    );
    expect(misplaced).toEqual([]);
  });
});
