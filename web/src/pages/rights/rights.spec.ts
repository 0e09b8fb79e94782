import { describe, expect, it } from '@jest/globals';
import type { Right } from '../../api/types.js';
import { withRight } from './rights.js';

describe('chosen rights', () => {
  it('come and go one by one, always in the same order', () => {
    const chosen = withRight(new Set<Right>(['erasure']), 'access', true);
    expect([...chosen]).toEqual(['access', 'erasure']);
    expect([...withRight(chosen, 'erasure', false)]).toEqual(['access']);
    expect([...withRight(chosen, 'access', true)]).toEqual(['access', 'erasure']);
  });
});
