import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { breakLines } from './line-breaks.js';

const lengthOf = (text: string) => text.length;

describe('the lines of a paragraph', () => {
  it('end between words, and in a space where more follows', () => {
    expect(breakLines('yksi kaksi kolme', 10, lengthOf)).toEqual(['yksi kaksi ', 'kolme']);
  });

  it('keep the breaks that the text has', () => {
    expect(breakLines('Katu 1\n00100 Helsinki', 40, lengthOf)).toEqual(['Katu 1 ', '00100 Helsinki']);
  });

  it('cut a word only where it is wider than a line', () => {
    expect(breakLines('a abcdefgh', 4, lengthOf)).toEqual(['a ', 'abcd', 'efgh']);
  });

  it('are never wider than allowed, and lose nothing', () => {
    const text = fc.array(fc.stringMatching(/^[a-zåäö]{1,30}$/), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 25 }), (words, width) => {
        const lines = breakLines(words.join(' '), width, lengthOf);
        expect(lines.filter(line => line.trimEnd().length > width)).toEqual([]);
        expect(lines.join('')).toBe(words.join(' '));
      }),
    );
  });
});
