import { describe, expect, it } from '@jest/globals';
import { daysOf } from './undertaking-days.js';
import { UndertakingVersion } from './undertaking-version.entity.js';

describe('the days of a version of the undertaking', () => {
  it('are its first one, and how long the one before still counts', () => {
    const version = Object.assign(new UndertakingVersion(), {
      version: '2026-2',
      inForceOn: '2026-12-01',
      graceDays: 14,
    });
    expect(daysOf(version)).toEqual({ version: '2026-2', inForceOn: '2026-12-01', graceDays: 14 });
  });
});
