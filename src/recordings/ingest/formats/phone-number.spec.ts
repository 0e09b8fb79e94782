import { describe, expect, it } from '@jest/globals';
import { isDialledNumber, isExtension, isPhoneNumber } from './phone-number.js';
import { technicalId } from './technical-id.js';

const NUMBERS = [
  ...[
    '+358401234567',
    '0401234567',
    '040 123 4567',
    '040-1234567',
    '(040) 123/4567',
    '040.123.4567',
    '040\u00a01234567',
  ],
  ...['tel:+358401234567', 'sip:+358401234567@pbx.example.org', 'SIPS:0401234567;user=phone', '358401234567'],
];

describe('a telephone number', () => {
  it.each(NUMBERS)('is known as %j', text => {
    expect([isPhoneNumber(text), isDialledNumber(text)]).toEqual([true, true]);
  });

  it('is no queue, extension or name', () => {
    for (const text of ['', '600', '1001', 'user-support', 'q1234567', undefined]) {
      expect(isPhoneNumber(text)).toBe(false);
    }
    expect(['1001', '1234567', 'maija', undefined].map(isExtension)).toEqual([true, false, false, false]);
  });

  it('is dialled with + or 0 in front: other rows of digits are ids', () => {
    expect(['1772349300.42', '20261101000123', '1234567'].map(isDialledNumber)).toEqual([false, false, false]);
    expect(isPhoneNumber('1234567')).toBe(true);
  });
});

describe('a technical id', () => {
  it('is taken trimmed', () => {
    expect(technicalId(' 1772349300.42 ')).toBe('1772349300.42');
    expect(technicalId('hVpd7YQgRW2nD22h7q60JQ==')).toBe('hVpd7YQgRW2nD22h7q60JQ==');
    expect(technicalId('a'.repeat(200))).toHaveLength(200);
  });

  it.each(['', ' ', 'a\0b', 'a\nb', 'a'.repeat(201), '+358401234567', 'sip:0401234567@x.example', undefined])(
    'is not %j',
    text => {
      expect(technicalId(text)).toBeNull();
    },
  );
});
