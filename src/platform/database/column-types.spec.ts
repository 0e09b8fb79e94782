import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { types } from 'pg';
import { columnTypes } from './column-types.js';

const { TIMESTAMPTZ } = types.builtins;
const read = columnTypes.getTypeParser(TIMESTAMPTZ) as unknown as (text: string) => unknown;
const readByPg = types.getTypeParser(TIMESTAMPTZ) as unknown as (text: string) => unknown;

/** As PostgreSQL writes an instant in UTC: without zeros at the end of its fraction. */
function written(at: Date, micros: number): string {
  const [day = '', time = ''] = at.toISOString().split('T');
  const fraction = (at.getUTCMilliseconds() * 1000 + micros).toString().padStart(6, '0').replace(/0+$/, '');
  return `${day} ${time.slice(0, 8)}${fraction === '' ? '' : `.${fraction}`}+00`;
}

describe('an instant of a column', () => {
  it('is the one that was written, to the millisecond', () => {
    const instants = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 999 }), (at, micros) => {
        expect(read(written(at, micros))).toEqual(at);
      }),
    );
  });

  it.each([
    '2026-11-24 07:00:00+00',
    '2026-11-24 07:00:00.3+00',
    '2026-11-24 07:00:00.32+00',
    '2026-11-24 07:00:00.329+00',
    '2026-11-24 07:00:00.329001+00',
    '2026-11-24 09:00:00+02',
    '2026-11-24 12:30:00.5+05:30',
    '0033-04-03 12:00:00+00',
    '0044-03-15 12:00:00+00 BC',
    '10000-01-01 00:00:00+00',
    'infinity',
    '-infinity',
  ])('is what pg makes of %s', text => {
    expect(read(text)).toEqual(readByPg(text));
  });
});
