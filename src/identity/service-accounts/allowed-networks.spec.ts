import { describe, expect, it } from '@jest/globals';
import { isAllowedFrom, isNetwork, truncatedAddress } from './allowed-networks.js';

describe('the networks of a service account', () => {
  it.each(['10.0.0.0/8', '192.0.2.17', '0.0.0.0/0', '2001:db8::/32', '::1', '::/0'])('may be %s', text => {
    expect(isNetwork(text)).toBe(true);
  });

  it.each([
    '',
    '10.0.0.0/33',
    '10.0.0/8',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '2001:db8::/129',
    'fe80::1%eth0',
    '::ffff:10.0.0.1',
    'any',
    '10.0.0.0/',
  ])('may not be "%s"', text => {
    expect(isNetwork(text)).toBe(false);
  });

  it('let a token be used from anywhere when there is none', () => {
    expect(isAllowedFrom([], '203.0.113.9')).toBe(true);
  });

  it.each([
    ['10.1.2.3', true],
    ['::ffff:10.1.2.3', true],
    ['11.1.2.3', false],
    ['2001:db8:1::5', true],
    ['2001:db9::5', false],
    ['::1', false],
    ['', false],
    ['no address', false],
  ])('let a token be used from %s: %s', (address, allowed) => {
    expect(isAllowedFrom(['10.0.0.0/8', '2001:db8::/32'], address)).toBe(allowed);
  });

  it('are told of a use without the whole address', () => {
    expect(
      ['192.0.2.17', '::ffff:192.0.2.17', '2001:0db8:00a1::17', '::1', 'fe80::1%eth0', 'x'].map(truncatedAddress),
    ).toEqual(['192.0.2.0/24', '192.0.2.0/24', '2001:db8:a1::/48', '0:0:0::/48', 'fe80:0:0::/48', null]);
  });
});
