import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entryBundle, hashesAt, hasTile, parseTilePath, tilePath, tilesSince, type TileAddress } from './tiles.js';

const addresses: fc.Arbitrary<TileAddress> = fc.record({
  level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 5 })),
  index: fc.oneof(fc.nat(1500), fc.integer({ min: 0, max: 10 ** 15 - 1 })),
  width: fc.integer({ min: 1, max: 256 }),
});

/** Names near to right ones: what a caller may send by mistake or on purpose. */
const nearlyPaths = fc
  .tuple(
    fc.constantFrom('0', '1', '5', '6', '63', '00', '-1', 'entries', 'Entries', ''),
    fc.stringMatching(/^(x?\d{1,4}\/){0,3}x?\d{1,4}$/),
    fc.oneof(fc.constant(''), fc.stringMatching(/^\.p\/\d{0,4}$/), fc.constantFrom('/', '.p', '.p/', '.p/1/', '\n')),
  )
  .map(([level, groups, width]) => `${level}/${groups}${width}`);

describe('tilePath', () => {
  it.each([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 1_234_067, width: 8 }, 'tile/0/x001/x234/067.p/8'],
    [{ level: 3, index: 0, width: 256 }, 'tile/3/000'],
    [{ level: 1, index: 999, width: 255 }, 'tile/1/999.p/255'],
    [{ level: 0, index: 1000, width: 256 }, 'tile/0/x001/000'],
    [{ level: 'entries', index: 0, width: 1 }, 'tile/entries/000.p/1'],
    [{ level: 'entries', index: 1_234_067, width: 256 }, 'tile/entries/x001/x234/067'],
  ] as const)('writes %j as c2sp.org/tlog-tiles has it: %s', (address, path) => {
    expect(tilePath(address)).toBe(path);
  });
});

describe('parseTilePath', () => {
  it('reads whatever tilePath writes', () => {
    fc.assert(
      fc.property(addresses, address => {
        expect(parseTilePath(tilePath(address).slice('tile/'.length))).toEqual(address);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses whatever tilePath would not write of a tile', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyPaths, fc.string()), path => {
        const address = parseTilePath(path);
        if (address === null) return;
        expect(tilePath(address)).toBe(`tile/${path}`);
        expect(address.width).toBeGreaterThanOrEqual(1);
        expect(address.width).toBeLessThanOrEqual(256);
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['a whole width', '0/000.p/256'],
    ['a width beyond a tile', '0/000.p/257'],
    ['the largest width of three digits', '0/000.p/999'],
    ['a width of nothing', '0/000.p/0'],
    ['a width with a zero before', '0/000.p/08'],
    ['a negative width', '0/000.p/-1'],
    ['a group of zeroes before', '0/x000/001'],
    ['a group without x', '0/001/234'],
    ['an x on the last group', '0/x001/x234'],
    ['a group of two digits', '0/67'],
    ['a group of four digits', '0/1234'],
    ['more groups than a log can have', '0/x001/x000/x000/x000/x000/000'],
    ['a level that is not there', '6/000'],
    ['a level with a zero before', '00/000'],
    ['a level of two digits', '10/000'],
    ['no level', '/000'],
    ['no index', '0/'],
    ['a way up', '0/../000'],
    ['a line feed behind', '0/000\n'],
    ['a slash behind', '0/000/'],
    ['the prefix', 'tile/0/000'],
    ['other digits', '0/٠٠٠'],
    ['nothing', ''],
  ])('refuses %s', (_what, path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});

/** The tiles of a tree of `size`, by the sentence of c2sp.org/tlog-tiles and nothing else. */
function tilesOf(size: number): Set<string> {
  const paths = new Set<string>();
  for (let level = 0; size / 256 ** level >= 1; level += 1) {
    const hashes = Math.floor(size / 256 ** level);
    for (let index = 0; index * 256 < hashes; index += 1) {
      const width = Math.min(256, hashes - index * 256);
      paths.add(tilePath({ level, index, width }));
      if (level === 0) paths.add(tilePath({ level: 'entries', index, width }));
    }
  }
  return paths;
}

function tilesNewIn(size: number, earlier: number): Set<string> {
  const before = tilesOf(earlier);
  return new Set([...tilesOf(size)].filter(path => !before.has(path)));
}

const SIZES = [0, 1, 2, 255, 256, 257, 511, 512, 513, 1000, 65_535, 65_536, 65_537, 65_792, 70_000, 131_072];

describe('tilesSince', () => {
  it('names exactly what the later tree has and the earlier one had not', () => {
    for (const size of SIZES) {
      for (const earlier of SIZES.filter(other => other <= size)) {
        const paths = [...tilesSince(earlier, size)].map(tilePath);
        expect(new Set(paths).size).toBe(paths.length);
        expect(new Set(paths)).toEqual(tilesNewIn(size, earlier));
      }
    }
  });

  it('does so for any two sizes', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (one, other) => {
        const [earlier, size] = [Math.min(one, other), Math.max(one, other)];
        const paths = new Set([...tilesSince(earlier, size)].map(tilePath));
        expect(paths).toEqual(tilesNewIn(size, earlier));
      }),
      { numRuns: 500 },
    );
  });

  it('names the tiles that c2sp.org/tlog-tiles names for a tree of 70,000', () => {
    const tiles = [...tilesSince(0, 70_000)];
    const count = (level: TileAddress['level'], isFull: boolean) =>
      tiles.filter(tile => tile.level === level && (tile.width === 256) === isFull).map(({ width }) => width);

    expect(count(0, true)).toHaveLength(273);
    expect(count(0, false)).toEqual([112]);
    expect(count('entries', true)).toHaveLength(273);
    expect(count(1, true)).toHaveLength(1);
    expect(count(1, false)).toEqual([17]);
    expect(count(2, false)).toEqual([1]);
    expect(tiles.filter(({ level }) => level === 3)).toEqual([]);
  });

  it('names entries before the hashes over them, and the leaves before what stands on them', () => {
    expect([...tilesSince(255, 257)].map(tilePath)).toEqual([
      'tile/entries/000',
      'tile/0/000',
      'tile/entries/001.p/1',
      'tile/0/001.p/1',
      'tile/1/000.p/1',
    ]);
  });
});

describe('hasTile', () => {
  it.each(SIZES)('says yes to each tile of a tree of %i', size => {
    for (const path of tilesOf(size)) {
      const address = parseTilePath(path.slice('tile/'.length));
      expect(address && hasTile(address, size)).toBe(true);
    }
  });

  it('says yes to a full tile at once, and to no partial one but that at the right edge', () => {
    const yes = (level: TileAddress['level'], size: number) =>
      Array.from({ length: 3 * 256 }, (_, place) => ({
        level,
        index: Math.floor(place / 256),
        width: (place % 256) + 1,
      }))
        .filter(address => hasTile(address, size))
        .map(tilePath);

    expect(yes(0, 300)).toEqual(['tile/0/000', 'tile/0/001.p/44']);
    expect(yes('entries', 300)).toEqual(['tile/entries/000', 'tile/entries/001.p/44']);
    expect(yes(1, 300)).toEqual(['tile/1/000.p/1']);
    expect(yes(0, 256)).toEqual(['tile/0/000']);
    expect(yes(0, 0)).toEqual([]);
    expect(yes(2, 300)).toEqual([]);
  });
});

describe('hashesAt', () => {
  it('counts the hashes of a level', () => {
    expect([0, 1, 2, 3].map(level => hashesAt(level, 70_000))).toEqual([70_000, 273, 1, 0]);
  });
});

describe('entryBundle', () => {
  it('holds each entry behind its length, and nothing else', () => {
    expect(entryBundle([Buffer.from('a'), Buffer.alloc(0), Buffer.from('bcd')]).toString('hex')).toBe(
      '00016100000003626364',
    );
    expect(entryBundle([])).toHaveLength(0);
  });

  it('writes the length in two bytes, the larger first', () => {
    expect(
      entryBundle([Buffer.alloc(0x1234)])
        .subarray(0, 2)
        .toString('hex'),
    ).toBe('1234');
    expect(entryBundle([Buffer.alloc(0xffff)])).toHaveLength(2 + 0xffff);
  });

  it('refuses an entry that a length of two bytes cannot tell', () => {
    expect(() => entryBundle([Buffer.alloc(0x1_0000)])).toThrow('out of range');
  });
});
