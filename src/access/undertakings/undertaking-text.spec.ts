import { describe, expect, it } from '@jest/globals';
import { FIRST_UNDERTAKING, hashIn, UNDERTAKING_LANGUAGES, undertakingHash } from './undertaking-text.js';

describe('the text of the undertaking', () => {
  it('is known by its SHA-256 in hexadecimal, of its bytes in UTF-8', () => {
    expect(undertakingHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(undertakingHash('ä')).toBe('33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc');
  });

  it('is there in the languages of the staff, each with its own hash', () => {
    const hashes = { hashFi: 'a', hashSv: 'b', hashEn: 'c' };
    expect(UNDERTAKING_LANGUAGES.map(language => [language, hashIn(language, hashes)])).toEqual([
      ...[
        ['fi', 'a'],
        ['sv', 'b'],
        ['en', 'c'],
      ],
    ]);
  });

  it('begins with the version that every installation has', () => {
    expect(FIRST_UNDERTAKING).toBe('2026-1');
  });
});
