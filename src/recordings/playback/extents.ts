import type { ByteRange } from './byte-range.js';

/** The unit of what is reserved by an event before it is served (design §6): 1 MiB. */
export const EXTENT_BYTES = 1024 * 1024;

/** How many extents a recording of `sizeBytes` has. */
export function extentCount(sizeBytes: number): number {
  return Math.ceil(sizeBytes / EXTENT_BYTES);
}

/** A bit for each extent, none of them set but the first: it is reserved together with the grant. */
export function firstReserved(sizeBytes: number): Buffer {
  const bits = Buffer.alloc(Math.ceil(extentCount(sizeBytes) / 8));
  bits.writeUInt8(1, 0);
  return bits;
}

/** Whether `extent` is reserved; bits are counted as PostgreSQL's `get_bit` counts them in a bytea. */
export function isReserved(bits: Buffer, extent: number): boolean {
  return ((bits[extent >> 3] ?? 0) & (1 << (extent & 7))) !== 0;
}

/** The numbers of the reserved extents. */
export function reservedExtents(bits: Buffer): number[] {
  return Array.from({ length: bits.length * 8 }, (_, extent) => extent).filter(extent => isReserved(bits, extent));
}

/** The bytes of one extent. */
export function bytesOf(extent: number, sizeBytes: number): ByteRange {
  return { first: extent * EXTENT_BYTES, last: Math.min((extent + 1) * EXTENT_BYTES, sizeBytes) - 1 };
}

/** A range cut at the borders of extents, in order. */
export function* piecesOf(range: ByteRange): Generator<ByteRange & { readonly extent: number }> {
  for (let first = range.first; first <= range.last;) {
    const extent = Math.floor(first / EXTENT_BYTES);
    const last = Math.min(range.last, (extent + 1) * EXTENT_BYTES - 1);
    yield { extent, first, last };
    first = last + 1;
  }
}
