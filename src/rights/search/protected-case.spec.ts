import { describe, expect, it } from '@jest/globals';
import { RIGHTS } from '../case/rights.js';
import { isProtected } from './protected-case.js';

describe('whether a case keeps what may be of its person', () => {
  it.each([
    ['access', true],
    ['portability', true],
    ['rectification', true],
    ['restriction', true],
    ['erasure', false],
    ['objection', false],
    ['consent-withdrawal', false],
  ] as const)('is decided by the right: %s alone, %s', (right, expected) => {
    expect(isProtected([right])).toBe(expected);
  });

  it('is so while nobody has said what is asked for', () => {
    expect(isProtected([])).toBe(true);
  });

  it('is so for a request that asks for several things of which one needs it', () => {
    expect(isProtected(['erasure', 'objection'])).toBe(false);
    expect(isProtected(['erasure', 'access'])).toBe(true);
    expect(isProtected(RIGHTS)).toBe(true);
  });
});
