import { describe, expect, it } from '@jest/globals';
import { hintOf } from './hint.js';

describe('what the provider calls somebody', () => {
  it('is shown as it is', () => {
    expect(hintOf('maija.malli@example.org')).toBe('maija.malli@example.org');
  });

  it.each([[undefined], [null], [7], [{}], [['a']], ['  ']])('is nothing for %j', claim => {
    expect(hintOf(claim)).toBe('');
  });

  it('is one line without characters that change how the rest is read', () => {
    expect(hintOf('Maija\n\u202eMalli\u0000')).toBe('Maija Malli');
  });

  it('is short, and cut between characters', () => {
    expect(hintOf('a'.repeat(500))).toHaveLength(120);
    expect(hintOf('😀'.repeat(500))).toBe('😀'.repeat(120));
  });
});
