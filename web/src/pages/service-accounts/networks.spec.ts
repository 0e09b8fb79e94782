import { describe, expect, it } from '@jest/globals';
import { areNetworks, networksIn } from './networks.js';

describe('the networks of a form', () => {
  it('are one a line', () => {
    expect(networksIn(' 192.0.2.0/24 \n\n2001:db8::/32, 10.0.0.1')).toEqual([
      '192.0.2.0/24',
      '2001:db8::/32',
      '10.0.0.1',
    ]);
    expect(networksIn('')).toEqual([]);
  });

  it('are looked at before they are sent', () => {
    expect(areNetworks('')).toBe(true);
    expect(areNetworks('192.0.2.0/24\n::1')).toBe(true);
    expect(areNetworks('192.0.2.0/24\nthe office')).toBe(false);
  });
});
