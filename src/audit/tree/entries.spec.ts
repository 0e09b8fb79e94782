import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entriesOf } from './entries.js';
import { entryBundle } from './tiles.js';

describe('entriesOf', () => {
  it('reads whatever a bundle holds, the empty and the largest entries too', () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map(array => Buffer.from(array));
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 10 }), entries => {
        expect(entriesOf(entryBundle(entries))).toEqual(entries);
      }),
    );
    expect(entriesOf(entryBundle([Buffer.alloc(0xffff, 7), Buffer.alloc(0)])).map(({ length }) => length)).toEqual([
      0xffff, 0,
    ]);
  });

  it('reads the bytes of c2sp.org/tlog-tiles: two for the length, the larger first', () => {
    expect(entriesOf(Buffer.from('000161' + '0000' + '0003626364', 'hex')).map(String)).toEqual(['a', '', 'bcd']);
  });

  it.each([
    ['an entry', '000261'],
    ['its second entry', '000161' + '000262'],
    ['a length', '000161' + '00'],
  ])('refuses a bundle that ends within %s', (_, hex) => {
    expect(() => entriesOf(Buffer.from(hex, 'hex'))).toThrow(expect.objectContaining({ name: 'RangeError' }));
  });

  it('says what is wrong with a bundle that is cut', () => {
    expect(() => entriesOf(Buffer.from('000261', 'hex'))).toThrow(new RangeError('the bundle ends within an entry'));
  });
});
