import { createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decrypt, seal, unseal } from './aes-gcm.js';
import { DecryptionFailed } from './decryption-failed.js';

const KEY = createSecretKey(randomBytes(32));
const CONTEXT = Buffer.from('unit/field');
const TEXT = Buffer.from('a text of a caller');

describe('what is sealed', () => {
  it('is opened with the same key and context, whatever it is', () => {
    const bytes = fc.uint8Array({ maxLength: 100 }).map(array => Buffer.from(array));
    fc.assert(
      fc.property(bytes, bytes, (text, context) => {
        expect(unseal(KEY, seal(KEY, text, context), context)).toEqual(text);
      }),
    );
  });

  it('is nonce, ciphertext and tag of AES-256-GCM, with the context authenticated', () => {
    const sealed = seal(KEY, TEXT, CONTEXT);
    const decipher = createDecipheriv('aes-256-gcm', KEY, sealed.subarray(0, 12));
    decipher.setAAD(CONTEXT).setAuthTag(sealed.subarray(-16));

    expect(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])).toEqual(TEXT);
  });

  it('looks different each time', () => {
    const [one, other] = [seal(KEY, TEXT, CONTEXT), seal(KEY, TEXT, CONTEXT)];

    expect(one.subarray(0, 12).equals(other.subarray(0, 12))).toBe(false);
    expect(one.subarray(12).equals(other.subarray(12))).toBe(false);
  });

  it('is not opened with one bit of it turned', () => {
    const sealed = seal(KEY, TEXT, CONTEXT);
    for (let at = 0; at < sealed.length; at += 1) {
      const forged = Buffer.from(sealed);
      forged.writeUInt8(forged.readUInt8(at) ^ 1, at);
      expect(() => unseal(KEY, forged, CONTEXT)).toThrow(DecryptionFailed);
    }
  });

  it('is not opened with less or more of it', () => {
    const sealed = seal(KEY, TEXT, CONTEXT);

    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => unseal(KEY, sealed.subarray(0, length), CONTEXT)).toThrow(DecryptionFailed);
    }
    expect(() => unseal(KEY, Buffer.concat([sealed, Buffer.alloc(1)]), CONTEXT)).toThrow(DecryptionFailed);
  });

  it('is not opened in another context or with another key', () => {
    const sealed = seal(KEY, TEXT, CONTEXT);

    for (const other of ['', 'unit/fiel', 'unit/field ']) {
      expect(() => unseal(KEY, sealed, Buffer.from(other))).toThrow(DecryptionFailed);
    }
    expect(() => unseal(createSecretKey(randomBytes(32)), sealed, CONTEXT)).toThrow(DecryptionFailed);
  });
});

/** Test cases 13 and 14 of McGrew and Viega, The Galois/Counter Mode of Operation, appendix B: key and nonce are zeros. */
const CASES = [
  { text: '', ciphertext: '', tag: '530f8afbc74536b9a963b4f1c4cb738b' },
  { text: '00'.repeat(16), ciphertext: 'cea7403d4d606b6e074ec5d3baf39d18', tag: 'd0d1c8a799996bf0265b98b5d48ab919' },
];

describe('decrypting', () => {
  const hex = (text: string) => Buffer.from(text, 'hex');

  it.each(CASES)('gives "$text" for "$ciphertext" of the known test cases', ({ text, ciphertext, tag }) => {
    const key = createSecretKey(Buffer.alloc(32));

    expect(decrypt(key, Buffer.alloc(12), hex(ciphertext), hex(tag)).toString('hex')).toBe(text);
  });

  it('takes a whole tag only: a part of it is easier to guess', () => {
    const sealed = seal(KEY, TEXT, Buffer.alloc(0));
    const parts = [sealed.subarray(0, 12), sealed.subarray(12, -16), sealed.subarray(-16)] as const;

    expect(decrypt(KEY, ...parts)).toEqual(TEXT);
    for (const length of [4, 8, 12, 15]) {
      expect(() => decrypt(KEY, parts[0], parts[1], parts[2].subarray(0, length))).toThrow(
        'Invalid authentication tag',
      );
    }
  });
});
