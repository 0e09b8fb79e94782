import { describe, expect, it } from '@jest/globals';
import { databaseFault, type FoundDatabase } from './external-database.js';

const FOUND: FoundDatabase = {
  major: 18,
  isStandby: false,
  connections: 97,
  names: 'FIRST 1 (other)',
  seesStandbys: true,
  standbyIsThere: true,
};
const fault = (found: Partial<FoundDatabase>, poolSize = 20): string | null =>
  databaseFault({ ...FOUND, ...found }, { poolSize, standbyRequired: true });

describe('an external database', () => {
  it.each([15, 16, 17, 18, 19])('may be of version %i', major => {
    expect(fault({ major })).toBeNull();
  });

  it('may not be older, nor a standby itself', () => {
    expect(fault({ major: 14 })).toBe('DATABASE_URL: PostgreSQL 15 or newer is needed, and this is 14.');
    expect(fault({ isStandby: true })).toMatch(/^DATABASE_URL: this is a standby/);
  });

  it('must let in two instances and a migration', () => {
    expect(fault({ connections: 46 })).toBeNull();
    expect(fault({ connections: 45 })).toMatch(/^DATABASE_URL: 45 connections .*=20 need 46: /);
    expect(fault({ connections: 10 }, 2)).toBeNull();
    expect(fault({ connections: 97 }, 46)).toMatch(/=46 need 98: /);
  });

  it('must have its synchronous standby where one is required, and only there', () => {
    expect(fault({ names: '' })).toMatch(/^TALLENNE_DATABASE_STANDBY: .* no synchronous_standby_names/);
    expect(fault({ seesStandbys: false })).toMatch(/^TALLENNE_DATABASE_STANDBY: .* grant pg_read_all_stats/);
    expect(fault({ standbyIsThere: false })).toMatch(/^TALLENNE_DATABASE_STANDBY: no synchronous standby/);
    const away = { ...FOUND, names: '', standbyIsThere: false };
    expect(databaseFault(away, { poolSize: 20, standbyRequired: false })).toBeNull();
  });
});
