import { describe, expect, it } from '@jest/globals';
import { caseFileCode } from './case-file-code.js';

describe('the code of a case file', () => {
  it('is what the server takes, and another each time', () => {
    const codes = Array.from({ length: 200 }, caseFileCode);
    for (const code of codes) expect(code).toMatch(/^(?:[2-9AC-FHJKMNP-RTV-Y]{5}-){3}[2-9AC-FHJKMNP-RTV-Y]{5}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
