import { describe, expect, it } from '@jest/globals';
import { csvRecord } from './csv.js';

describe('a CSV record', () => {
  it('is a line of cells that ends in CR LF', () => {
    expect(csvRecord(['a', '', 'ä'])).toBe('a,,ä\r\n');
  });

  it('quotes cells with commas, quotes and line breaks, and doubles the quotes in them', () => {
    expect(csvRecord(['a,b', 'say "hi"', 'two\nlines', 'cr\rlf'])).toBe('"a,b","say ""hi""","two\nlines","cr\rlf"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx'])('takes the meaning of a formula from %j', cell => {
    expect(csvRecord([cell]).replaceAll('"', '')).toBe(`'${cell}\r\n`);
  });

  it('lets the same marks be where they begin nothing', () => {
    expect(csvRecord(['1=1', 'a+b', '2026-11-24', 'a@b'])).toBe('1=1,a+b,2026-11-24,a@b\r\n');
  });
});
