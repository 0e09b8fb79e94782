import { describe, expect, it } from '@jest/globals';
import { newEnrolmentCode, normaliseCode } from './enrolment-code.js';

describe('enrolment code', () => {
  it('is two groups of five characters that are not taken for each other, different each time', () => {
    const codes = new Set(Array.from({ length: 200 }, newEnrolmentCode));
    expect(codes.size).toBe(200);
    for (const code of codes) expect(code).toMatch(/^[a-hj-kmnp-z2-9]{5}-[a-hj-kmnp-z2-9]{5}$/);
  });

  it.each(['abcde-fgh23', 'ABCDE-FGH23', ' abcde fgh23 ', 'abcdefgh23', 'abcde – fgh23', 'ａbcde-fgh23'])(
    'reads %p as it was told',
    typed => {
      expect(normaliseCode(typed)).toBe(normaliseCode('abcde-fgh23'));
    },
  );

  it('does not read another code as the same', () => {
    expect(normaliseCode('abcde-fgh24')).not.toBe(normaliseCode('abcde-fgh23'));
  });
});
