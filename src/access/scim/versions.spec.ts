import { describe, expect, it } from '@jest/globals';
import { checkVersion, entityTag, isKnownVersion } from './versions.js';

describe('the version of a resource', () => {
  it('lets a change pass that names it, or names none', () => {
    for (const header of [undefined, '*', ' * ', 'W/"3"', '"3"', 'W/"2", W/"3"'])
      expect(() => {
        checkVersion(header, 3);
      }).not.toThrow();
    expect(() => {
      checkVersion(entityTag(3), 3);
    }).not.toThrow();
  });

  it('refuses a change of another version', () => {
    for (const header of ['W/"2"', '"33"', '"W/3"', '3', '']) {
      expect(() => {
        checkVersion(header, 3);
      }).toThrow(expect.objectContaining({ code: 'scim-version-mismatch' }));
    }
  });

  it('is a weak tag: the same resource may be written in different bytes', () => {
    expect(entityTag(3)).toBe('W/"3"');
  });

  it('is known to a client that names it', () => {
    expect([undefined, 'W/"3"', 'W/"2"'].map(header => isKnownVersion(header, 3))).toEqual([false, true, false]);
  });
});
