import { describe, expect, it } from '@jest/globals';
import { languageOf } from './languages.js';

describe('the language of a paper', () => {
  it.each([
    ['sv', 'en', 'sv'],
    [undefined, 'sv-FI,sv;q=0.9,en;q=0.8', 'sv'],
    [undefined, 'de, en;q=0.3, sv;q=0.7', 'sv'],
    [undefined, 'en; q=0.3, sv ; q=0.7', 'sv'],
    [undefined, 'sv;q=0, en-GB;q=0.1', 'en'],
    [undefined, 'de', 'fi'],
    [undefined, '*', 'fi'],
    [undefined, ';;q=x,,', 'fi'],
    [undefined, undefined, 'fi'],
  ] as const)('is, asked for %s by a browser that wishes %s, %s', (asked, accepted, wanted) => {
    expect(languageOf(asked, accepted)).toBe(wanted);
  });
});
