import { describe, expect, it } from '@jest/globals';
import { assertAnnounceable } from './announced-day.js';
import { parseDay } from './calendar.js';

const TODAY = parseDay('2026-11-24');

describe('a day that is announced', () => {
  it.each(['1900-01-01', '2026-11-24', '2027-11-25'])('is within 366 days: %s', day => {
    expect(() => {
      assertAnnounceable(parseDay(day), TODAY);
    }).not.toThrow();
  });

  it.each(['2027-11-26', '9999-12-31'])('is refused beyond them: %s', day => {
    expect(() => {
      assertAnnounceable(parseDay(day), TODAY);
    }).toThrow(expect.objectContaining({ kind: 'unprocessable', code: 'day-too-far-ahead' }));
  });
});
