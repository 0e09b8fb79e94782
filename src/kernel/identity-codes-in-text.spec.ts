import { describe, expect, it } from '@jest/globals';
import { holdsIdentityCode } from './identity-codes-in-text.js';

describe('a text', () => {
  it.each([
    ['alone', '240688-9367'],
    ['within a sentence', 'Hän sanoi: 240688-9367, ja toisti sen.'],
    ['in small letters', 'tunnus 150585y951a'],
    ['with the mark of another century', '010200A9009'],
    ['with spaces around its mark', '240688 - 9367'],
    ['with a line break before its mark', '240688\n-9367'],
    ['with a dash of another kind', '240688–9367'],
    ['with a hyphen that does not break', '240688\u20119367'],
    ['with a minus sign', '240688\u22129367'],
    ['with a slip of the pen in its check character', '240688-936A'],
    ['after what only looks like one', '999999-9999 ja 240688-9367'],
  ])('holds a personal identity code %s', (_how, text) => {
    expect(holdsIdentityCode(text)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a day that never was', '320188-9368'],
    ['a number that nobody gets', '240688-0012'],
    ['the end of a longer number', '1240688-9367'],
    ['the beginning of a longer number', '240688-93671'],
    ['the beginning of a word', '240688-9367ABC'],
    ['no mark', '2406889367'],
    ['a mark that is none', '240688*9367'],
    ['a mark of no century', '240688G9367'],
    ['two spaces before its mark', '240688  -9367'],
    ['a telephone number', '040-1234567'],
  ])('holds none where there is %s', (_what, text) => {
    expect(holdsIdentityCode(text)).toBe(false);
  });
});
