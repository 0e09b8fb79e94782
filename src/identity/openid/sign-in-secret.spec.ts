import { describe, expect, it } from '@jest/globals';
import { SignInSecret } from './sign-in-secret.js';

describe('the secret of a sign-in', () => {
  const secret = SignInSecret.create();

  it('gives state, nonce, code verifier and hash, none of them like another or like itself', () => {
    const { value, hash, state, nonce, codeVerifier } = secret;
    expect(new Set([value, hash, state, nonce, codeVerifier]).size).toBe(5);
    expect(codeVerifier).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('gives the same ones again when it comes back in the cookie', () => {
    const back = SignInSecret.parse(secret.value);
    expect(back).toMatchObject({ state: secret.state, nonce: secret.nonce, codeVerifier: secret.codeVerifier });
  });

  it('knows its own state and no other', () => {
    expect(secret.hasState(secret.state)).toBe(true);
    expect(secret.hasState(SignInSecret.create().state)).toBe(false);
    expect(secret.hasState('')).toBe(false);
    expect(secret.hasState(null)).toBe(false);
  });

  it.each([[undefined], [''], ['short'], ['a'.repeat(44)], [`${'a'.repeat(42)}/`]])('is not %j', value => {
    expect(SignInSecret.parse(value)).toBeNull();
  });
});
