import { describe, expect, it } from '@jest/globals';
import { isPrintable, numbered } from './numbered.js';

describe('a text that is printed whatever is in it', () => {
  it('is as it was where the fonts have all of it, in its lines and composed', () => {
    expect(numbered('Žydrė Šimkutė\nДарья A\u030alund')).toBe('Žydrė Šimkutė\nДарья Ålund');
  });

  it('has the numbers of characters that no font has', () => {
    expect(numbered('Oili 王 😀')).toBe('Oili U+738B U+1F600');
    expect(numbered('Aino \u0007')).toBe('Aino U+0007');
  });
});

describe('a text that is asked whether it can be printed', () => {
  it.each(['Nguyễn Thị Ánh', 'Γιώργος\tΞένος', 'kaksi\nriviä', 'pehmeä\u00adtavu', ''])('can be: %j', text => {
    expect(isPrintable(text)).toBe(true);
  });

  it.each(['محمد', '王芳', 'sopii 👍'])('cannot be: %j', text => {
    expect(isPrintable(text)).toBe(false);
  });
});
