import { DomainError } from '../../kernel/errors.js';

/** Bytes from `first` to `last`, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

const SINGLE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * The bytes that a `Range` header asks for (RFC 9110 §14.1.2), one range at most; null without a header: the whole.
 * @throws DomainError `range-not-satisfiable` for any other form and for bytes beyond `sizeBytes`
 */
export function byteRange(header: string | undefined, sizeBytes: number): ByteRange | null {
  if (header === undefined) return null;
  const [, from = '', to = ''] = SINGLE_RANGE.exec(header) ?? [];
  const range = from === '' ? lastBytes(to, sizeBytes) : fromTo(Number(from), to, sizeBytes);
  if (!range || range.first >= sizeBytes || range.first > range.last) throw notSatisfiable(sizeBytes);
  return range;
}

function lastBytes(count: string, sizeBytes: number): ByteRange | null {
  if (count === '' || Number(count) === 0) return null;
  return { first: Math.max(0, sizeBytes - Number(count)), last: sizeBytes - 1 };
}

function fromTo(first: number, to: string, sizeBytes: number): ByteRange {
  return { first, last: to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1) };
}

function notSatisfiable(sizeBytes: number): DomainError {
  return new DomainError(
    'range',
    'range-not-satisfiable',
    'The recording has no such bytes; ask for one range within it.',
    {
      sizeBytes,
    },
  );
}
