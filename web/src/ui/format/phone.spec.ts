import { describe, expect, it } from '@jest/globals';
import { phone } from './phone.js';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a telephone number on the screen', () => {
  it.each([
    ['+358401234567', '+358 40 123 4567'],
    ['+358505551234', '+358 50 555 1234'],
    ['+35891234567', '+358 9 123 4567'],
    ['+358131234567', '+358 13 123 4567'],
    ['+358457123456', '+358 45 712 3456'],
  ])('%s is written as %s', (number, written) => {
    expect(plain(phone(number))).toBe(written);
  });

  it.each(['+46701234567', '112', '+3581', 'tuntematon', ''])('%j stays as it is', text => {
    expect(phone(text)).toBe(text);
  });

  it('is the same number once its spaces are gone', () => {
    expect(phone('+358401234567').replaceAll('\u00a0', '')).toBe('+358401234567');
  });

  it('does not break over lines', () => {
    expect(phone('+358401234567')).not.toContain(' ');
  });
});
