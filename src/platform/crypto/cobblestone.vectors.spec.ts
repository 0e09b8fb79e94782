import { createCipheriv, createHash, createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { CHUNK_BYTES, chunkNonce, deriveMessage, HEADER_BYTES, SALT_BYTES } from './cobblestone-format.js';
import { DecryptionFailed } from './decryption-failed.js';
import { KEY_BYTES } from './derive-key.js';
import { decryptChunkOf, decryptWhole, openWhole } from './testing/cobblestone-whole.js';
import { referenceDecrypt } from './testing/cobblestone-reference.js';

const vector = z.object({ id: z.number(), comment: z.string(), key: z.string(), context: z.string() });
const message = z.object({ sizeBytes: z.number(), sha512: z.string() });
const vectors = z
  .object({
    valid: z.array(vector.extend({ ciphertext: z.string(), message })),
    invalid: z.array(vector.extend({ ciphertext: z.string(), lastChunkIsValid: z.boolean() })),
    long: z.array(vector.extend({ header: z.string(), message })),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'testing', 'cobblestone-vectors.json'), 'utf8')));

const hex = (text: string) => Buffer.from(text, 'hex');
const keyOf = (text: string) => createSecretKey(hex(text));
const inflate = (text: string) => inflateSync(hex(text));
const sha512 = (bytes: Buffer) => createHash('sha512').update(bytes).digest('hex');

describe('the published vectors of Cobblestone-256', () => {
  it.each(vectors.valid)('decrypts vector $id: $comment', ({ key, context, ciphertext, message: expected }) => {
    const plaintext = decryptWhole(keyOf(key), context, inflate(ciphertext));

    expect(plaintext.length).toBe(expected.sizeBytes);
    expect(sha512(plaintext)).toBe(expected.sha512);
  });

  it.each(vectors.invalid)('refuses vector $id: $comment', ({ key, context, ciphertext }) => {
    const refusal = hex(key).length === KEY_BYTES ? DecryptionFailed : RangeError;

    expect(() => decryptWhole(keyOf(key), context, inflate(ciphertext))).toThrow(refusal);
  });

  it.each(vectors.invalid)(
    'takes the length of vector $id for right only where its last chunk is: $comment',
    ({ key, context, ciphertext, lastChunkIsValid }) => {
      const encrypted = inflate(ciphertext);
      const authenticateLength = () => {
        const reader = openWhole(keyOf(key), context, encrypted);
        decryptChunkOf(reader, reader.lastChunk, encrypted);
      };

      if (lastChunkIsValid) expect(authenticateLength).not.toThrow();
      else expect(authenticateLength).toThrow();
    },
  );

  it.each(vectors.long)(
    'numbers the chunks beyond 255 as vector $id: $comment',
    ({ key, header, message: expected }) => {
      const secrets = deriveMessage(keyOf(key), hex(header).subarray(0, SALT_BYTES), '');
      const chunks: Buffer[] = [];
      for (let left = expected.sizeBytes; left >= 0; left -= CHUNK_BYTES) {
        const cipher = createCipheriv('aes-256-gcm', secrets.key, chunkNonce(secrets.baseNonce, chunks.length));
        chunks.push(cipher.update(Buffer.alloc(Math.min(left, CHUNK_BYTES))));
      }

      expect(secrets.commitment).toEqual(hex(header).subarray(SALT_BYTES, HEADER_BYTES));
      expect(sha512(Buffer.concat(chunks))).toBe(expected.sha512);
    },
  );

  it.each([...vectors.valid, ...vectors.invalid])(
    'judges the reference of the other tests by vector $id: $comment',
    item => {
      const decrypt = () => referenceDecrypt(hex(item.key), Buffer.from(item.context), inflate(item.ciphertext));

      if ('message' in item) expect(sha512(decrypt())).toBe(item.message.sha512);
      else expect(decrypt).toThrow();
    },
  );
});
