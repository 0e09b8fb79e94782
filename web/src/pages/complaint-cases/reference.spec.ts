import { describe, expect, it } from '@jest/globals';
import { isReference } from './reference.js';

describe('the reference of a complaint', () => {
  it('is letters, digits and a few marks', () => {
    for (const text of ['R-2026-017', 'reklamaatio#4', '1', 'Ä.1_b', 'x'.repeat(64)])
      expect(isReference(text)).toBe(true);
  });

  it('is neither empty nor long, and has no spaces', () => {
    for (const text of ['', '-1', 'R 17', 'Maija Malli', 'x'.repeat(65)]) expect(isReference(text)).toBe(false);
  });
});
