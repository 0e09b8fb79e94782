import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { reviewDays } from './review-days.js';

const OPENED = parseDay('2026-11-24');

describe('the calendar of an access review', () => {
  it('suspends new duties on their day, escalates on the fifth and revokes on the fourteenth after it', () => {
    expect(reviewDays('duties', OPENED, parseDay('2026-12-01'))).toEqual({
      suspendOn: '2026-12-01',
      escalateOn: '2026-12-06',
      revokeOn: '2026-12-15',
    });
  });

  it.each(['duties', 'recovery'] as const)('suspends for %s at once where no later day is named', kind => {
    const days = { suspendOn: '2026-11-24', escalateOn: '2026-11-29', revokeOn: '2026-12-08' };
    expect(reviewDays(kind, OPENED)).toEqual(days);
    expect(reviewDays(kind, OPENED, parseDay('2026-11-01'))).toEqual(days);
  });

  it.each(['manager', 'recertification'] as const)(
    'gives %s thirty days before anything is suspended, and escalates a week before',
    kind => {
      expect(reviewDays(kind, OPENED)).toEqual({
        suspendOn: '2026-12-24',
        escalateOn: '2026-12-17',
        revokeOn: '2027-01-07',
      });
    },
  );

  it('counts the thirty days from the coming of a manager who comes later', () => {
    expect(reviewDays('manager', OPENED, parseDay('2027-01-01')).suspendOn).toBe('2027-01-31');
  });
});
