import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DomainError } from '../../kernel/errors.js';
import { storeFailed } from './s3-failures.js';

/** What a store compares before it takes the bytes (RFC 1864): against accidents on the way, not against anybody. */
export function md5(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('base64');
}

/** Exactly `length` bytes of a body. @throws DomainError `object-range-wrong` where it has more or fewer */
export async function filled(body: unknown, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      if (at + piece.length > length) throw wrongRange();
      at += piece.copy(bytes, at);
    }
  } catch (error) {
    throw storeFailed(error);
  }
  if (at < length) throw wrongRange();
  return bytes;
}

/** Leaves a body unread, and its connection. */
export function unread(body: unknown): void {
  (body as Readable | undefined)?.on('error', () => undefined).destroy(); // on Node a body is a stream
}

/** A store that answers anything else than what it was asked for has answered nothing. */
export function wrongRange(): DomainError {
  return new DomainError(
    'unavailable',
    'object-range-wrong',
    'The object store answered with other bytes than those asked for.',
  );
}
