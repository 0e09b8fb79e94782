import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { DataKey } from './data-key.js';
import { DecryptionFailed } from './decryption-failed.js';
import { openField, sealField } from './field-cipher.js';

const KEY = DataKey.generate();
const CONTEXT = 'unit/row/caller-name';

describe('a sealed field', () => {
  it('opens to the text that was sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        expect(openField(KEY, context, sealField(KEY, context, text))).toBe(text);
      }),
    );
  });

  it.each(['', '\0', '\0\0', 'Aino\0', '\u0080', 'ÄÖ\u0080\0\0'])('keeps what looks like padding: %j', text => {
    expect(openField(KEY, CONTEXT, sealField(KEY, CONTEXT, text))).toBe(text);
  });

  it.each([
    [0, 61],
    [1, 61],
    [31, 61],
    [32, 93],
    [63, 93],
    [64, 125],
  ])('of a text of %i bytes is %i bytes long', (textBytes, sealedBytes) => {
    expect(sealField(KEY, CONTEXT, 'x'.repeat(textBytes))).toHaveLength(sealedBytes);
  });

  it('does not look like the same text sealed before', () => {
    expect(sealField(KEY, CONTEXT, 'Aino').equals(sealField(KEY, CONTEXT, 'Aino'))).toBe(false);
  });

  it('opens nowhere else and under no other key', () => {
    const sealed = sealField(KEY, CONTEXT, 'Aino');

    expect(() => openField(KEY, 'unit/row/note', sealed)).toThrow(DecryptionFailed);
    expect(() => openField(DataKey.generate(), CONTEXT, sealed)).toThrow(DecryptionFailed);
  });

  it('does not open when a bit of it was flipped, its version included', () => {
    const sealed = sealField(KEY, CONTEXT, 'Aino');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const forged = Buffer.from(sealed);
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => openField(KEY, CONTEXT, forged)).toThrow(DecryptionFailed);
    }
  });

  it('does not open when it was cut or lengthened', () => {
    const sealed = sealField(KEY, CONTEXT, 'Aino');
    for (let sizeBytes = 0; sizeBytes < sealed.length; sizeBytes += 1) {
      expect(() => openField(KEY, CONTEXT, sealed.subarray(0, sizeBytes))).toThrow(DecryptionFailed);
    }
    expect(() => openField(KEY, CONTEXT, Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow(DecryptionFailed);
  });
});
