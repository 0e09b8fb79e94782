import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { day, each, instant, line, text } from './formats.js';

describe('an instant', () => {
  it('is read with its offset', () => {
    expect(instant.parse('2026-11-24T09:00:00+02:00')).toEqual(new Date('2026-11-24T07:00:00Z'));
  });

  it.each(['1900-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'])('may be as far as four digits say: %s', text => {
    expect(instant.parse(text).toISOString().slice(0, 19)).toBe(text.slice(0, 19));
  });

  it.each(['0000-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '1900-01-01T00:00:00+02:00', '9999-12-31T23:59:59-23:59'])(
    'that lies outside of that is none: %s',
    text => {
      expect(instant.safeParse(text).success).toBe(false);
    },
  );
});

describe('a day', () => {
  it('is one of the calendar', () => {
    expect(day.parse('2024-02-29')).toBe('2024-02-29');
  });

  it.each(['0000-01-01', '0001-01-01', '1899-12-31', '2026-02-30', '2025-02-29', '2026-13-01'])('is none: %s', text => {
    expect(day.safeParse(text).success).toBe(false);
  });
});

describe('a list that names each once', () => {
  const list = each(z.array(line(9)).max(3));

  it('is as it was sent', () => {
    expect(list.parse(['b', 'a'])).toEqual(['b', 'a']);
  });

  it('is none with the same twice, however it was written', () => {
    expect(list.safeParse(['a', ' a']).error?.issues).toMatchObject([{ message: 'must name each once', path: [] }]);
  });
});

describe('what is typed', () => {
  it.each(['a\ud800', '\udc00\ud800', 'a\0b'])('is no text: %j', value => {
    expect([line(9).safeParse(value).success, text(9).safeParse(value).success]).toEqual([false, false]);
  });

  it('may be in every script, and text in several lines', () => {
    expect([line(9).parse(' å𝔘👩‍👩 '), text(9).parse('a\n\tb')]).toEqual(['å𝔘👩‍👩', 'a\n\tb']);
  });
});
