import { describe, expect, it } from '@jest/globals';
import { typedDay, writtenDay } from './typed-day.js';

describe('a typed day', () => {
  it.each([
    ['3.8.2026', '2026-08-03'],
    [' 03.08.2026 ', '2026-08-03'],
    ['29.2.2028', '2028-02-29'],
  ])('%j is %s', (text, day) => {
    expect(typedDay(text)).toBe(day);
  });

  it.each(['', '3.8.', '3.8.26', '30.2.2026', '2026-08-03', '3/8/2026', '0.8.2026'])('%j is none', text => {
    expect(typedDay(text)).toBeNull();
  });

  it('is written back as it was typed', () => {
    expect(writtenDay('2026-08-03')).toBe('3.8.2026');
  });
});
