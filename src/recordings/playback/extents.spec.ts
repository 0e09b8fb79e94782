import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytesOf, EXTENT_BYTES, extentCount, firstReserved, isReserved, piecesOf, reservedExtents } from './extents.js';

describe('extents', () => {
  it('has the first extent reserved with the grant, and no other', () => {
    const bits = firstReserved(20 * EXTENT_BYTES);
    expect(reservedExtents(bits)).toEqual([0]);
    expect(isReserved(bits, 1)).toBe(false);
    expect(bits).toHaveLength(3);
  });

  it('covers a recording of any size without gap or overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 * EXTENT_BYTES }), sizeBytes => {
        const extents = Array.from({ length: extentCount(sizeBytes) }, (_, extent) => bytesOf(extent, sizeBytes));
        expect(extents[0]?.first).toBe(0);
        expect(extents.at(-1)?.last).toBe(sizeBytes - 1);
        extents.slice(1).forEach((extent, place) => {
          expect(extent.first).toBe((extents[place]?.last ?? Number.NaN) + 1);
        });
      }),
    );
  });

  it('cuts any range at the borders of extents', () => {
    fc.assert(
      fc.property(fc.nat(5 * EXTENT_BYTES), fc.nat(3 * EXTENT_BYTES), (first, more) => {
        const pieces = [...piecesOf({ first, last: first + more })];
        expect(pieces.reduce((sum, piece) => sum + piece.last - piece.first + 1, 0)).toBe(more + 1);
        for (const piece of pieces) {
          expect(Math.floor(piece.first / EXTENT_BYTES)).toBe(piece.extent);
          expect(Math.floor(piece.last / EXTENT_BYTES)).toBe(piece.extent);
        }
      }),
    );
  });
});
