import { describe, expect, it } from '@jest/globals';
import { newOneTimePassword } from './one-time-password.js';
import { passwordFault } from './password-policy.js';

describe('one-time password', () => {
  it('is five groups of five that nobody misreads, different each time', () => {
    const passwords = new Set(Array.from({ length: 200 }, newOneTimePassword));
    expect(passwords.size).toBe(200);
    for (const password of passwords) {
      expect(password).toMatch(/^([a-hjkmnp-z2-9]{5}-){4}[a-hjkmnp-z2-9]{5}$/);
      expect(passwordFault(password, 'admin')).toBeNull();
    }
  });
});
