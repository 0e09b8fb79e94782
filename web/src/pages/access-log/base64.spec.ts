import { describe, expect, it } from '@jest/globals';
import { bytesOf, hexOf } from './base64.js';

describe('what the API carries as base64', () => {
  it('is the bytes, also those that are no text', () => {
    expect([...bytesOf('AP8K')]).toEqual([0x00, 0xff, 0x0a]);
  });

  it('is written in hexadecimal with two digits a byte', () => {
    expect(hexOf('AP8K')).toBe('00ff0a');
  });
});
