/** A packet of 20 ms of Opus by its first byte (SILK, wide band, one frame). */
export const PACKET = Buffer.from([0x48, 1, 2, 3, 4, 5, 6, 7]);
export const PRE_SKIP = 312;

interface Page {
  readonly number: number;
  readonly packets: readonly Buffer[];
  readonly granule?: number;
  readonly first?: boolean;
  readonly last?: boolean;
  /** The last packet goes on, on the next page. */
  readonly open?: boolean;
  /** The first packet began on the page before. */
  readonly continues?: boolean;
}

/** A page with its checksum. */
export function page({ number, packets, granule = 0, first = false, last = false, ...more }: Page): Buffer {
  const lacing = packets.flatMap(({ length }) => [...Array<number>(Math.floor(length / 255)).fill(255), length % 255]);
  if (more.open === true) lacing.pop();
  const bytes = Buffer.concat([Buffer.alloc(27), Buffer.from(lacing), ...packets]);
  bytes.write('OggS', 0, 'latin1');
  bytes[5] = (more.continues === true ? 1 : 0) | (first ? 2 : 0) | (last ? 4 : 0);
  bytes.writeBigInt64LE(BigInt(granule), 6);
  bytes.writeUInt32LE(77, 14);
  bytes.writeUInt32LE(number, 18);
  bytes[26] = lacing.length;
  bytes.writeUInt32LE(crc(bytes), 22);
  return bytes;
}

export function head(): Buffer {
  const bytes = Buffer.alloc(19);
  bytes.write('OpusHead\u0001\u0002', 0, 'latin1');
  bytes.writeUInt16LE(PRE_SKIP, 10);
  return page({ number: 0, first: true, packets: [bytes] });
}

export function tags(): Buffer {
  return page({ number: 1, packets: [Buffer.concat([Buffer.from('OpusTags'), Buffer.alloc(600)])] });
}

/** A whole file of packets of 20 ms, one a page. */
export function stream({
  packets = 10,
  end,
  last = true,
}: { packets?: number; end?: number; last?: boolean } = {}): Buffer {
  const whole = end ?? packets * 960;
  const pages = Array.from({ length: packets }, (_, index) => {
    const isLast = index === packets - 1;
    return page({
      number: index + 2,
      granule: isLast ? whole : (index + 1) * 960,
      last: isLast && last,
      packets: [PACKET],
    });
  });
  return Buffer.concat([head(), tags(), ...pages]);
}

/** A packet of 120 ms in two bytes (SILK, narrow band, two empty frames of 60 ms). */
export const TINY_PACKET = Buffer.from([0x1b, 2]);

/** A file of so many pages, each of 255 such packets: half a minute and more in less than a kilobyte. */
export function tinyPackets(pages: number): Buffer {
  const packets = Array<Buffer>(255).fill(TINY_PACKET);
  const filled = Array.from({ length: pages }, (_, index) =>
    page({ number: index + 2, granule: (index + 1) * 255 * 5760, last: index === pages - 1, packets }),
  );
  return Buffer.concat([head(), tags(), ...filled]);
}

/** The same bytes, with the checksum that each page in them should have. */
export function withChecksums(bytes: Buffer): Buffer {
  const mended = Buffer.from(bytes);
  for (let at = mended.indexOf('OggS'); at >= 0 && at + 27 <= mended.length; at = mended.indexOf('OggS', at + 4)) {
    const lacing = mended.subarray(at + 27, at + 27 + (mended[at + 26] ?? 0));
    const ends = at + 27 + lacing.length + lacing.reduce((sum, length) => sum + length, 0);
    const whole = mended.subarray(at, ends);
    whole.writeUInt32LE(0, 22);
    whole.writeUInt32LE(crc(whole), 22);
  }
  return mended;
}

/** Bit by bit, as RFC 3533 says it. */
function crc(bytes: Buffer): number {
  let value = 0;
  for (const byte of bytes) {
    value ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) value = value < 0 ? (value << 1) ^ 0x04c1_1db7 : value << 1;
  }
  return value >>> 0;
}
