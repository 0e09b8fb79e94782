import { describe, expect, it } from '@jest/globals';
import { leafText } from './leaf-text.js';

describe('the text of a leaf', () => {
  it('is read as UTF-8, byte for byte', () => {
    const leaf = '{"queue":"Päivystys – ”yö”"}';
    expect(leafText(Buffer.from(leaf).toString('base64'))).toBe(leaf);
  });
});
