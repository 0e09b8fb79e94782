import { describe, expect, it } from '@jest/globals';
import { leafText } from './leaf-text.js';

describe('the text of a leaf', () => {
  it('is read as UTF-8, byte for byte', () => {
    const leaf = '{"queue":"Päivystys – ”yö”"}';
    expect(leafText('eyJxdWV1ZSI6IlDDpGl2eXN0eXMg4oCTIOKAnXnDtuKAnSJ9')).toBe(leaf);
  });
});
