import { describe, expect, it } from '@jest/globals';
import { FRESH_MS, isFresh, registrationVerdict, SET_UP_WITHIN_MS } from './freshness.js';

const NOW = new Date('2026-11-24T07:00:00Z');
const before = (ms: number) => new Date(NOW.getTime() - ms);

describe('a second factor', () => {
  it('counts as shown just now for five minutes', () => {
    expect(isFresh(before(FRESH_MS), NOW)).toBe(true);
    expect(isFresh(before(FRESH_MS + 1), NOW)).toBe(false);
  });

  it('that was never shown is not fresh', () => {
    expect(isFresh(null, NOW)).toBe(false);
    expect(isFresh(undefined, NOW)).toBe(false);
  });
});

describe('a first passkey', () => {
  const first = { passkeys: 0, way: 'password', secondFactorAt: null } as const;

  it('may be set up within 15 minutes of the sign-in, and then only after another one', () => {
    expect(registrationVerdict({ ...first, sessionStartedAt: before(SET_UP_WITHIN_MS) }, NOW)).toBe('allowed');
    expect(registrationVerdict({ ...first, sessionStartedAt: before(SET_UP_WITHIN_MS + 1) }, NOW)).toBe('sign-in');
  });
});

describe('a first passkey of somebody for whom the provider vouched', () => {
  const vouched = { passkeys: 0, way: 'openid', sessionStartedAt: NOW } as const;

  it('needs the factors of the provider to have been shown just now, however young the session is', () => {
    expect(registrationVerdict({ ...vouched, secondFactorAt: before(FRESH_MS) }, NOW)).toBe('allowed');
    expect(registrationVerdict({ ...vouched, secondFactorAt: before(FRESH_MS + 1) }, NOW)).toBe('sign-in');
    expect(registrationVerdict({ ...vouched, secondFactorAt: new Date(0) }, NOW)).toBe('sign-in');
  });

  it('may be set up where the provider vouched for none', () => {
    expect(registrationVerdict({ ...vouched, secondFactorAt: null }, NOW)).toBe('allowed');
  });
});

describe('the bearer of a token', () => {
  it.each([0, 1])('registers no passkey beside %d', passkeys => {
    const bearer = { passkeys, way: 'bearer', sessionStartedAt: NOW, secondFactorAt: NOW } as const;
    expect(registrationVerdict(bearer, NOW)).toBe('sign-in');
  });
});

describe('a further passkey', () => {
  const further = { passkeys: 1, way: 'second-factor', sessionStartedAt: NOW } as const;

  it('needs a second factor that was shown just now', () => {
    expect(registrationVerdict({ ...further, secondFactorAt: before(FRESH_MS) }, NOW)).toBe('allowed');
    expect(registrationVerdict({ ...further, secondFactorAt: before(FRESH_MS + 1) }, NOW)).toBe('step-up');
  });

  it('is refused to a session that never saw the first one', () => {
    expect(registrationVerdict({ ...further, secondFactorAt: null }, NOW)).toBe('step-up');
  });
});
