import { describe, expect, it } from '@jest/globals';
import { newVersionOf, versionDraft, versionFaults } from './version-draft.js';

const whole = { ...versionDraft('2026-11-24'), version: ' 2027-1 ', fi: 'a', sv: 'b', en: 'c' };

describe('a new version of the undertaking', () => {
  it('lacks its name and its texts at first', () => {
    expect(versionFaults(versionDraft('2026-11-24'))).toEqual(['version', 'fi', 'sv', 'en']);
  });

  it('is sent with its texts in three languages and its grace as a number', () => {
    expect(versionFaults(whole)).toEqual([]);
    expect(newVersionOf(whole)).toEqual({
      ...{ version: '2027-1', inForceOn: '2026-11-24', graceDays: 14, texts: { fi: 'a', sv: 'b', en: 'c' } },
    });
  });

  it.each(['', '-1', '1.5', '91', 'x'])('has no grace of %j days', graceDays => {
    expect(versionFaults({ ...whole, graceDays })).toEqual(['graceDays']);
  });
});
