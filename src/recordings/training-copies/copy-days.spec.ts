import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { isCopyDay } from './copy-days.js';

const today = parseDay('2026-11-24');

describe('the last day of a training copy', () => {
  it.each([
    ['2026-11-23', false],
    ['2026-11-24', false],
    ['2026-11-25', true],
    ['2027-11-24', true],
    ['2027-11-25', false],
  ])('may be %s: %s', (until, may) => {
    expect(isCopyDay(parseDay(until), today)).toBe(may);
  });
});
