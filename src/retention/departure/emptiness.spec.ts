import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { emptinessOf, type Left } from './emptiness.js';

const AT = new Date('2028-02-01T10:00:00Z');
const CERTIFICATES: Left = { what: 'table deletion_certificate', count: 12, reason: 'proof of deletion' };
const KEYS: Left = { what: 'other keys', count: 1, reason: null };

describe('what is left after a controller has left', () => {
  it('is told line by line with the reason why it stays, and that nothing else is there', () => {
    expect(emptinessOf([CERTIFICATES], AT)).toMatchObject({
      isEmpty: true,
      lines: [
        'Left at 2028-02-01T10:00:00.000Z:',
        'table deletion_certificate: 12 - proof of deletion',
        'No recording, no contact, no key of one: empty.',
      ],
    });
  });

  it('is not empty while anything is there that has no reason to stay, and says which', () => {
    expect(emptinessOf([KEYS, CERTIFICATES], AT)).toMatchObject({
      isEmpty: false,
      lines: [
        'Left at 2028-02-01T10:00:00.000Z:',
        'other keys: 1 - THIS SHOULD NOT BE HERE',
        'table deletion_certificate: 12 - proof of deletion',
        'Not empty.',
      ],
    });
  });

  it('is told with the hash of a file that has these lines', () => {
    const { sha256 } = emptinessOf([], AT);
    const file = 'Left at 2028-02-01T10:00:00.000Z:\nNo recording, no contact, no key of one: empty.\n';
    expect(sha256).toBe(createHash('sha256').update(file).digest('hex'));
  });
});
