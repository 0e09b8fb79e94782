import { createSecretKey, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { chunkNonce } from './cobblestone-format.js';
import { CobblestoneWriter, encryptedSizeBytes, openCobblestone } from './cobblestone.js';
import { DataKey } from './data-key.js';
import { DecryptionFailed } from './decryption-failed.js';
import { referenceDecrypt, referenceEncrypt } from './testing/cobblestone-reference.js';
import { decryptChunkOf, decryptRangeOf, decryptWhole, encryptWhole, openWhole } from './testing/cobblestone-whole.js';

const CONTEXT = 'audio/0197a7c2-6f00-7000-8000-000000000001';
const KEY = DataKey.generate().audioKey();
const RAW_KEY = KEY.export();
const EDGES = [0, 1, 15, 16, 17, 16_383, 16_384, 16_385, 32_767, 32_768, 32_769, 49_152, 50_000];

const header = { salt: 0, commitment: 24, chunks: 56 };
const chunkAt = (chunk: number) => header.chunks + chunk * 16_400;

/** A message whose chunks and bytes all differ, so that none can stand for another. */
const MESSAGE = randomBytes(3 * 16_384 + 1_000);
const encrypted = await encryptWhole(KEY, CONTEXT, [MESSAGE]);
const otherFileOfSameKey = await encryptWhole(KEY, CONTEXT, [MESSAGE]);
const chunkOf = (file: Buffer, chunk: number) => file.subarray(chunkAt(chunk), chunkAt(chunk + 1));

function flipped(at: number, bit = 0): Buffer {
  const copy = Buffer.from(encrypted);
  copy.writeUInt8(copy.readUInt8(at) ^ (1 << bit), at);
  return copy;
}

function expectRefused(forged: Buffer): void {
  expect(forged.equals(encrypted)).toBe(false);
  expect(() => decryptWhole(KEY, CONTEXT, forged)).toThrow(DecryptionFailed);
  expectNothingForged(forged);
}

/** Chunk by chunk as well: what a reader gives out of a forged file is what was at that very place in the true one. */
function expectNothingForged(forged: Buffer): void {
  for (const [chunk, plaintext] of readableChunks(forged)) {
    expect(plaintext.equals(MESSAGE.subarray(chunk * 16_384, (chunk + 1) * 16_384))).toBe(true);
  }
}

function readableChunks(forged: Buffer): [number, Buffer][] {
  const readable: [number, Buffer][] = [];
  for (let chunk = 0; chunk < 6; chunk += 1) {
    try {
      readable.push([chunk, decryptChunkOf(openWhole(KEY, CONTEXT, forged), chunk, forged)]);
    } catch (error) {
      if (!(error instanceof DecryptionFailed || error instanceof RangeError)) throw error;
    }
  }
  return readable;
}

describe('a Cobblestone message', () => {
  it.each(EDGES)('of %i bytes is, byte for byte, what the specification says', async sizeBytes => {
    const message = randomBytes(sizeBytes);
    const file = await encryptWhole(KEY, CONTEXT, [message]);

    const salt = file.subarray(header.salt, header.commitment);
    expect(file.equals(referenceEncrypt(RAW_KEY, salt, Buffer.from(CONTEXT), message))).toBe(true);
    expect(file.length).toBe(encryptedSizeBytes(sizeBytes));
    expect(decryptWhole(KEY, CONTEXT, file).equals(message)).toBe(true);
  });

  it('is the same message however it arrives in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 5 }), async sizes => {
        const pieces = sizes.map(sizeBytes => randomBytes(sizeBytes));
        const file = await encryptWhole(KEY, CONTEXT, pieces);
        const message = referenceDecrypt(RAW_KEY, Buffer.from(CONTEXT), file);
        expect(message.equals(Buffer.concat(pieces))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('has another salt each time, so that equal messages do not look alike', () => {
    expect(chunkOf(encrypted, 0).equals(chunkOf(otherFileOfSameKey, 0))).toBe(false);
    expect(encrypted.subarray(0, header.chunks).equals(otherFileOfSameKey.subarray(0, header.chunks))).toBe(false);
  });

  it('leaves the writer while it arrives, the cipher keeping nothing back', async () => {
    const writer = new CobblestoneWriter(KEY, CONTEXT);
    let sizeBytes = 0;
    writer.on('data', (bytes: Buffer) => (sizeBytes += bytes.length));
    writer.write(MESSAGE.subarray(0, 20_000));
    await setImmediate();

    expect(sizeBytes).toBe(header.chunks + 20_000 + 16);
  });

  it('ends at 2^38 chunks', () => {
    const baseNonce = Buffer.alloc(12, 0xff);

    expect(chunkNonce(baseNonce, 2 ** 38 - 1).toString('hex')).toBe('ffffffffffffffc000000000');
    expect(() => chunkNonce(baseNonce, 2 ** 38)).toThrow(
      new RangeError('a Cobblestone message has at most 2^38 chunks'),
    );
    expect(() => openCobblestone(KEY, CONTEXT, encrypted.subarray(0, 56), chunkAt(2 ** 38) + 16)).toThrow(
      DecryptionFailed,
    );
  });

  it.each([16, 31, 33, 64])('is neither written nor read with a key of %i bytes', sizeBytes => {
    const wrong = createSecretKey(Buffer.alloc(sizeBytes));
    const refusal = new RangeError('the input key of Cobblestone-256 has 32 bytes');

    expect(() => new CobblestoneWriter(wrong, CONTEXT)).toThrow(refusal);
    expect(() => openWhole(wrong, CONTEXT, encrypted)).toThrow(refusal);
  });
});

describe('random access', () => {
  it('gives any range of the plaintext, and names only the chunks that hold it', () => {
    const byte = fc.integer({ min: 0, max: MESSAGE.length - 1 });
    fc.assert(
      fc.property(byte, byte, (one, other) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)];
        const reader = openWhole(KEY, CONTEXT, encrypted);
        const range = reader.chunkRange(first, last);

        const plaintext = decryptRangeOf(reader, first, last, encrypted);
        expect(plaintext.equals(MESSAGE.subarray(first, last + 1))).toBe(true);
        expect(range.offset).toBe(chunkAt(Math.floor(first / 16_384)));
        expect(range.length).toBeLessThan(last - first + 1 + 2 * 16_400);
      }),
    );
  });

  it.each([
    [-1, 5],
    [5, 4],
    [0, MESSAGE.length],
    [NaN, 5],
  ])('refuses the range %d to %d', (first, last) => {
    expect(() => openWhole(KEY, CONTEXT, encrypted).chunkRange(first, last)).toThrow(
      new RangeError('these bytes are not in the message'),
    );
  });

  it('has no range of an empty message, but authenticates that it is empty', async () => {
    const empty = await encryptWhole(KEY, CONTEXT, []);
    const reader = openWhole(KEY, CONTEXT, empty);

    expect(reader.plaintextSizeBytes).toBe(0);
    expect(() => reader.chunkRange(0, 0)).toThrow(RangeError);
    expect(decryptChunkOf(reader, 0, empty)).toHaveLength(0);
    expect(() => decryptWhole(KEY, CONTEXT, Buffer.concat([empty.subarray(0, 56), Buffer.alloc(16)]))).toThrow(
      DecryptionFailed,
    );
  });

  it.each([
    ['one chunk more than the range needs', 0, 100, 2],
    ['one chunk less', 0, 20_000, 1],
  ])('refuses %s', (_case, first, last, chunks) => {
    const reader = openWhole(KEY, CONTEXT, encrypted);
    const given = encrypted.subarray(chunkAt(0), chunkAt(chunks));

    expect(() => reader.decryptRange(first, last, given)).toThrow(DecryptionFailed);
  });

  it.each([
    [0, 0],
    [0, 15],
    [0, 16_399],
    [0, 16_401],
    [3, 16],
    [3, 16_400],
  ])('refuses chunk %i with %i bytes', (chunk, sizeBytes) => {
    const given = Buffer.concat([encrypted, encrypted]).subarray(chunkAt(chunk), chunkAt(chunk) + sizeBytes);

    expect(() => openWhole(KEY, CONTEXT, encrypted).decryptChunk(chunk, given)).toThrow(DecryptionFailed);
  });

  it.each([-1, 4, NaN])('has no chunk %d', chunk => {
    const reader = openWhole(KEY, CONTEXT, encrypted);

    expect(() => reader.decryptChunk(chunk, chunkOf(encrypted, 0))).toThrow(RangeError);
    expect(() => reader.rangeOfChunk(chunk)).toThrow(new RangeError('this chunk is not in the message'));
  });

  it('gives nothing of a range in which one chunk is damaged, and still the others', () => {
    const damaged = flipped(chunkAt(2) + 5);
    const reader = openWhole(KEY, CONTEXT, damaged);

    expect(() => decryptRangeOf(reader, 0, 40_000, damaged)).toThrow(DecryptionFailed);
    expect(decryptRangeOf(reader, 0, 32_767, damaged).equals(MESSAGE.subarray(0, 32_768))).toBe(true);
  });
});

describe('a forged Cobblestone message', () => {
  it.each([
    ['the salt', header.salt],
    ['the last byte of the salt', header.commitment - 1],
    ['the commitment', header.commitment],
    ['the last byte of the commitment', header.chunks - 1],
    ['the first chunk', chunkAt(0)],
    ['the tag of the first chunk', chunkAt(1) - 1],
    ['a chunk in the middle', chunkAt(1) + 8_000],
    ['the last chunk', chunkAt(3)],
    ['the last tag', encrypted.length - 1],
  ])('is refused with a bit flipped in %s', (_place, at) => {
    expectRefused(flipped(at));
  });

  it('is refused with any bit flipped', () => {
    const bit = fc.tuple(fc.integer({ min: 0, max: encrypted.length - 1 }), fc.integer({ min: 0, max: 7 }));
    fc.assert(
      fc.property(bit, ([at, flip]) => {
        expectRefused(flipped(at, flip));
      }),
    );
  });

  it.each([
    ['nothing at all', 0],
    ['in the salt', 23],
    ['after the salt', 24],
    ['in the commitment', 55],
    ['after the header', 56],
    ['in the first chunk, shorter than a tag', 56 + 15],
    ['in the first chunk, as long as a tag', 56 + 16],
    ['in the first chunk', 56 + 8_000],
    ['one byte before the end of the first chunk', chunkAt(1) - 1],
    ['after the first chunk', chunkAt(1)],
    ['after a byte of the second chunk', chunkAt(1) + 1],
    ['after as much of the second chunk as a tag has', chunkAt(1) + 16],
    ['after the last full chunk', chunkAt(3)],
    ['in the last chunk', chunkAt(3) + 500],
    ['before the last byte', encrypted.length - 1],
  ])('is refused when it was cut %s', (_place, sizeBytes) => {
    expectRefused(encrypted.subarray(0, sizeBytes));
  });

  it.each([1, 15, 16, 17, 16_400])('is refused with %i bytes more at its end', extra => {
    expectRefused(Buffer.concat([encrypted, Buffer.alloc(extra)]));
    expectRefused(Buffer.concat([encrypted, encrypted.subarray(-extra)]));
  });

  it.each([
    ['two chunks swapped', [1, 0, 2, 3]],
    ['a chunk in the place of another', [0, 0, 2, 3]],
    ['a chunk twice', [0, 1, 1, 2, 3]],
    ['a chunk dropped', [0, 2, 3]],
    ['the first chunk dropped', [1, 2, 3]],
    ['its last full chunk dropped', [0, 1, 3]],
    ['only its last chunk', [3]],
  ])('is refused with %s', (_case, chunks) => {
    const parts = chunks.map(chunk => chunkOf(encrypted, chunk));
    expectRefused(Buffer.concat([encrypted.subarray(0, header.chunks), ...parts]));
  });

  it.each([0, 1, 2, 3])('is refused with chunk %i of another file of the same key and context', spliced => {
    const parts = [0, 1, 2, 3].map(chunk => chunkOf(chunk === spliced ? otherFileOfSameKey : encrypted, chunk));
    expectRefused(Buffer.concat([encrypted.subarray(0, header.chunks), ...parts]));
  });

  it('is refused with the header, salt or commitment of another file of the same key', () => {
    const splice = (from: number, to: number) =>
      Buffer.concat([encrypted.subarray(0, from), otherFileOfSameKey.subarray(from, to), encrypted.subarray(to)]);

    expectRefused(splice(0, header.chunks));
    expectRefused(splice(header.salt, header.commitment));
    expectRefused(splice(header.commitment, header.chunks));
  });

  it.each(['', 'audio/0197a7c2-6f00-7000-8000-000000000002', `${CONTEXT} `, `${CONTEXT}\0`])(
    'is refused in the context "%s"',
    context => {
      expect(() => openWhole(KEY, context, encrypted)).toThrow(DecryptionFailed);
    },
  );

  it.each([0, 55, 57])('is refused with a header of %i bytes', sizeBytes => {
    const cut = encrypted.subarray(0, sizeBytes);

    expect(() => openCobblestone(KEY, CONTEXT, cut, encrypted.length)).toThrow(DecryptionFailed);
  });

  it('is refused with a size that no message has, also where that is less than a header', () => {
    const open = (sizeBytes: number) => openCobblestone(KEY, CONTEXT, encrypted.subarray(0, 56), sizeBytes);

    for (const sizeBytes of [0, 1, 50, 55, 56, 71]) expect(() => open(sizeBytes)).toThrow(DecryptionFailed);
    expect(open(72).plaintextSizeBytes).toBe(0);
  });

  it('is refused under another key', () => {
    expect(() => openWhole(DataKey.generate().audioKey(), CONTEXT, encrypted)).toThrow(DecryptionFailed);
  });

  it('tells nothing but that it could not be decrypted', () => {
    const errors = [flipped(header.salt), flipped(chunkAt(0)), encrypted.subarray(0, chunkAt(1))].map(forged => {
      try {
        return decryptWhole(KEY, CONTEXT, forged);
      } catch (error) {
        return error;
      }
    });

    for (const error of errors) {
      expect(error).toMatchObject({
        kind: 'unavailable',
        code: 'decryption-failed',
        message: 'The stored bytes could not be decrypted.',
        details: {},
      });
      expect(error).not.toHaveProperty('cause');
    }
  });
});
