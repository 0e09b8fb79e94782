import { describe, expect, it } from '@jest/globals';
import { grantState } from './grant-state.js';

const GRANT = { fromOn: '2026-08-01', untilOn: '2026-08-31', suspended: false, revokedAt: null };

describe('a grant', () => {
  it.each([
    ['2026-07-31', 'future'],
    ['2026-08-01', 'working'],
    ['2026-08-31', 'working'],
    ['2026-09-01', 'past'],
  ])('is on %s %s', (today, state) => {
    expect(grantState(GRANT, today)).toBe(state);
  });

  it('does not work while it is suspended', () => {
    expect(grantState({ ...GRANT, suspended: true }, '2026-08-10')).toBe('suspended');
  });

  it('stays revoked, whatever the day', () => {
    const revoked = { ...GRANT, suspended: true, revokedAt: '2026-08-02T10:00:00Z' };
    expect(grantState(revoked, '2026-09-10')).toBe('revoked');
  });
});
