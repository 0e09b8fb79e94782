import { describe, expect, it } from '@jest/globals';
import { showsSecondFactor, shownAtOf } from './second-factor-shown.js';

describe('a second factor at the provider', () => {
  it('was shown where the methods say so', () => {
    expect(showsSecondFactor({ amr: ['pwd', 'mfa'] }, null)).toBe(true);
  });

  it.each([[{}], [{ amr: ['pwd'] }], [{ amr: ['hwk'] }], [{ amr: 'mfa' }], [{ amr: null }], [{ acr: 'mfa' }]])(
    'was not shown by %j',
    claims => {
      expect(showsSecondFactor(claims, null)).toBe(false);
    },
  );

  it.each([[{ acr: 'c1' }], [{ acrs: ['c0', 'c1'] }]])('was shown by %j where that context is asked for', claims => {
    expect(showsSecondFactor(claims, 'c1')).toBe(true);
  });

  it.each([[{ acr: 'c2' }], [{ acrs: ['c2'] }], [{ amr: ['mfa'] }], [{ acrs: 'c1' }], [{}]])(
    'was not shown by %j where another context is asked for',
    claims => {
      expect(showsSecondFactor(claims, 'c1')).toBe(false);
    },
  );
});

describe('the time at which the factors were shown', () => {
  const now = new Date('2026-11-24T07:00:00Z');

  it('is the one that the provider states', () => {
    expect(shownAtOf({ auth_time: now.getTime() / 1000 - 3600 }, now)).toEqual(new Date('2026-11-24T06:00:00Z'));
  });

  it('never lies ahead', () => {
    expect(shownAtOf({ auth_time: now.getTime() / 1000 + 3600 }, now)).toEqual(now);
  });

  it.each([[{}], [{ auth_time: '1' }], [{ auth_time: Number.NaN }]])('is long ago for %j', claims => {
    expect(shownAtOf(claims, now)).toEqual(new Date(0));
  });
});
