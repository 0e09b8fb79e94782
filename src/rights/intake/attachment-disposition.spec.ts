import { describe, expect, it } from '@jest/globals';
import { attachmentDisposition } from './attachment-disposition.js';

describe('the name under which a file is saved', () => {
  it('is told in any script, and cannot end the header or its value', () => {
    expect(attachmentDisposition('Pyyntö (1).pdf')).toBe(
      `attachment; filename="file"; filename*=UTF-8''Pyynt%C3%B6%20%281%29.pdf`,
    );
    expect(attachmentDisposition(`a"; filename="b'\r\n*`)).toBe(
      `attachment; filename="file"; filename*=UTF-8''a%22%3B%20filename%3D%22b%27%0D%0A%2A`,
    );
  });

  it('is told where half a character was cut off', () => {
    expect(attachmentDisposition('x\ud83d')).toBe(`attachment; filename="file"; filename*=UTF-8''x%EF%BF%BD`);
  });
});
