import { describe, expect, it } from '@jest/globals';
import { addDays, startOfDay } from '../../../kernel/calendar.js';
import { endOfUpload, lastDayOfUpload } from './upload-times.js';

describe('the parts of an upload', () => {
  it.each([
    ['on an ordinary evening', '2026-11-24T21:30:00Z', '2026-11-25'],
    ['in the morning', '2026-11-24T06:00:00Z', '2026-11-25'],
    ['before the day in March that has 23 hours', '2026-03-28T21:30:00Z', '2026-03-30'],
    ['as the day in October begins that has 25 hours', '2026-10-24T21:00:00Z', '2026-10-25'],
  ])('that began %s last until it ends', (_, createdAt, lastDay) => {
    const begun = new Date(createdAt);
    expect(lastDayOfUpload(begun)).toBe(lastDay);
    expect(startOfDay(addDays(lastDayOfUpload(begun), 1)).getTime()).toBeGreaterThan(endOfUpload(begun).getTime());
  });
});
