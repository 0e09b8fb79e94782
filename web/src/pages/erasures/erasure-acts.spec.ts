import { describe, expect, it } from '@jest/globals';
import { actsOn } from './erasure-acts.js';

describe('what somebody may do about an erasure', () => {
  it('is to confirm or to refuse for whoever decides', () => {
    expect(actsOn({ permitted: ['decide'] })).toEqual(['confirm', 'refuse']);
  });

  it('is to withdraw for whoever asked', () => {
    expect(actsOn({ permitted: ['withdraw'] })).toEqual(['withdraw']);
  });

  it('is nothing for anybody else', () => {
    expect(actsOn({ permitted: [] })).toEqual([]);
  });
});
