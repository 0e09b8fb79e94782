import { describe, expect, it } from '@jest/globals';
import { officerOptions, staffOptions } from './people-options.js';

const ME = { id: 'me', displayName: 'Oili' };

describe('whom a triage names', () => {
  it('are the officers, each once, the person at the screen first', () => {
    const officers = [
      { id: 'other', displayName: 'Satu' },
      { id: 'me', displayName: 'Oili' },
    ];
    const found = officerOptions({ officers }, { officerId: null, officerName: null }, ME, '?');
    expect(found.map(({ value }) => value)).toEqual(['me', 'other']);
  });

  it('are also whoever handles the case, or it is about, when they are offered no more', () => {
    const now = { officerId: 'gone', officerName: 'Lauri' };
    expect(officerOptions({ officers: [] }, now, ME, '?')).toContainEqual({ value: 'gone', label: 'Lauri' });
    const about = { subjectStaffId: 'gone', subjectStaffName: null };
    expect(staffOptions({ staff: [] }, about, 'left', '?')).toEqual([{ value: 'gone', label: '?' }]);
  });

  it('are told apart by unit, and who has left is told so', () => {
    const staff = [{ id: 'a', displayName: 'Maija Malli', unit: 'Tuki', active: false }];
    const [one] = staffOptions({ staff }, { subjectStaffId: null, subjectStaffName: null }, 'ei enää töissä', '?');
    expect(one?.label).toBe('Maija Malli, Tuki, ei enää töissä');
  });
});
