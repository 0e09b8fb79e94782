import { describe, expect, it } from '@jest/globals';
import { endAfterOverlap, isExpiringSoon, refusalOf } from './token-use.js';

const now = new Date('2026-11-24T07:00:00Z');
const later = new Date('2026-12-24T07:00:00Z');
const sound = { networks: ['10.0.0.0/8'], accountRevokedAt: null, tokenRevokedAt: null, expiresAt: later };

describe('the use of a service token', () => {
  it('is taken while it works, from an allowed network', () => {
    expect(refusalOf(sound, now, '10.1.1.1')).toBeNull();
  });

  it.each([
    [{ ...sound, accountRevokedAt: now }, '10.1.1.1', 'account-revoked'],
    [{ ...sound, tokenRevokedAt: now }, '10.1.1.1', 'token-revoked'],
    [{ ...sound, expiresAt: now }, '10.1.1.1', 'token-expired'],
    [sound, '192.0.2.1', 'network-not-allowed'],
  ] as const)('is refused otherwise', (token, address, refusal) => {
    expect(refusalOf(token, now, address)).toBe(refusal);
  });

  it('ends with the overlap after a rotation, and no later than before', () => {
    expect(endAfterOverlap(later, now, 24)).toEqual(new Date('2026-11-25T07:00:00Z'));
    expect(endAfterOverlap(new Date('2026-11-24T08:00:00Z'), now, 24)).toEqual(new Date('2026-11-24T08:00:00Z'));
    expect(endAfterOverlap(later, now, 0)).toEqual(now);
  });

  it('is told to end soon 30 days before', () => {
    expect(isExpiringSoon(later, now)).toBe(true);
    expect(isExpiringSoon(new Date(later.getTime() + 1), now)).toBe(false);
  });
});
