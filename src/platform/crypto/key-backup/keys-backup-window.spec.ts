import { describe, expect, it } from '@jest/globals';

import { parseDay } from '../../../kernel/calendar.js';
import { finalOn, KeysBackupWindow } from './keys-backup-window.js';

describe('the window of key backups', () => {
  it.each([
    [7, '2027-02-22', '2027-03-01'],
    [1, '2026-12-31', '2027-01-01'],
    [60, '2028-01-01', '2028-03-01'],
    [7, '2027-03-24', '2027-03-31'],
  ])('of %i days after %s ends on %s', (window, destroyedOn, endsOn) => {
    expect(new KeysBackupWindow(window).finalOn(parseDay(destroyedOn))).toBe(endsOn);
  });
});

describe('an erasure', () => {
  const early = parseDay('2027-02-25');
  const end = parseDay('2027-03-01');
  const late = parseDay('2027-03-04');

  it('is not final while the key ring may hold traces', () => {
    expect(finalOn(end, null)).toBeNull();
  });

  it('is final when the window has ended, not before', () => {
    expect(finalOn(end, early)).toBe(end);
    expect(finalOn(end, end)).toBe(end);
  });

  it('is final later where traces were there for longer', () => {
    expect(finalOn(end, late)).toBe(late);
  });
});
