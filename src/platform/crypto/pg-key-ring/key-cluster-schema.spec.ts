import { describe, expect, it } from '@jest/globals';
import { parseDay, type Day } from '../../../kernel/calendar.js';
import { tableOf } from './key-cluster-schema.js';

describe('the table of a day', () => {
  it('is named after the day', () => {
    expect(tableOf(parseDay('2030-01-07'))).toBe('tallenne_keys.wrapping_2030_01_07');
  });

  it.each(['', '2030-02-30', '2030-01-07; drop schema tallenne_keys'])('is none of %j', text => {
    expect(() => tableOf(text as Day)).toThrow(new RangeError('not a day'));
  });
});
