import type { KeyObject } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { CobblestoneWriter, HEADER_BYTES, openCobblestone, type CobblestoneReader } from '../cobblestone.js';

/** What the product's writer makes of a message that arrives in `pieces`. For the tests alone. */
export function encryptWhole(key: KeyObject, context: string, pieces: readonly Buffer[]): Promise<Buffer> {
  return buffer(Readable.from(pieces).pipe(new CobblestoneWriter(key, context)));
}

/** The product's reader of a message that is in memory as a whole. */
export function openWhole(key: KeyObject, context: string, encrypted: Buffer): CobblestoneReader {
  return openCobblestone(key, context, encrypted.subarray(0, HEADER_BYTES), encrypted.length);
}

/** One stored chunk of it, decrypted. */
export function decryptChunkOf(reader: CobblestoneReader, chunk: number, encrypted: Buffer): Buffer {
  const { offset, length } = reader.rangeOfChunk(chunk);
  return reader.decryptChunk(chunk, encrypted.subarray(offset, offset + length));
}

/** A range of its plaintext, both ends included. */
export function decryptRangeOf(reader: CobblestoneReader, first: number, last: number, encrypted: Buffer): Buffer {
  const { offset, length } = reader.chunkRange(first, last);
  return reader.decryptRange(first, last, encrypted.subarray(offset, offset + length));
}

/** The whole plaintext, its length authenticated first, as `EncryptedBlob` reads it. */
export function decryptWhole(key: KeyObject, context: string, encrypted: Buffer): Buffer {
  const reader = openWhole(key, context, encrypted);
  decryptChunkOf(reader, reader.lastChunk, encrypted);
  if (reader.plaintextSizeBytes === 0) return Buffer.alloc(0);
  return decryptRangeOf(reader, 0, reader.plaintextSizeBytes - 1, encrypted);
}
