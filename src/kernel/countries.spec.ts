import { describe, expect, it } from '@jest/globals';
import { EEA_COUNTRIES, isInEea, STORE_COUNTRY } from './countries.js';

describe('the countries of the privacy notice', () => {
  it('are the thirty of the EEA, each once, and Finland among them for stores', () => {
    expect(new Set(EEA_COUNTRIES).size).toBe(30);
    expect(EEA_COUNTRIES).toHaveLength(30);
    expect(isInEea(STORE_COUNTRY)).toBe(true);
  });

  it.each(['GB', 'CH', 'US', 'fi', 'EU', ''])('do not have "%s"', letters => {
    expect(isInEea(letters)).toBe(false);
  });
});
