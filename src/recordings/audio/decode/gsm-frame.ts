/** The parameters of one frame of GSM 06.10, 20 ms of speech (ETSI EN 300 961 §1.7, table 1.1). */
export interface GsmFrame {
  /** Log area ratios, coded: LARc 1 to 8. */
  readonly ratios: readonly number[];
  /** Four sub-segments of 5 ms. */
  readonly parts: readonly GsmPart[];
}

export interface GsmPart {
  /** Nc: lag of the long term predictor. */
  readonly lag: number;
  /** bc: its gain, coded. */
  readonly gain: number;
  /** Mc: position of the grid of pulses. */
  readonly grid: number;
  /** xmaxc: the size of its block, coded. */
  readonly size: number;
  /** xMc: 13 pulses, coded. */
  readonly pulses: readonly number[];
}

type Take = (bits: number) => number;

/** A bare frame of 33 bytes: four bits of signature, then each field with its highest bit first (RFC 3551 §4.5.8.1). */
export function bareFrame(bytes: Buffer): GsmFrame {
  return frameOf(fromHighest(bytes, 4));
}

/** Two frames in a block of 65 bytes, each field with its lowest bit first (WAV49). */
export function wav49Frames(block: Buffer): readonly [GsmFrame, GsmFrame] {
  const take = fromLowest(block);
  return [frameOf(take), frameOf(take)];
}

const RATIO_BITS = [6, 6, 5, 5, 4, 4, 3, 3];
const PULSES = 13;

function frameOf(take: Take): GsmFrame {
  const ratios = RATIO_BITS.map(bits => take(bits));
  return { ratios, parts: [partOf(take), partOf(take), partOf(take), partOf(take)] };
}

function partOf(take: Take): GsmPart {
  const [lag, gain, grid, size] = [take(7), take(2), take(2), take(6)];
  return { lag, gain, grid, size, pulses: Array.from({ length: PULSES }, () => take(3)) };
}

function fromHighest(bytes: Buffer, from: number): Take {
  let at = from;
  return bits => {
    const two = ((bytes[at >> 3] ?? 0) << 8) | (bytes[(at >> 3) + 1] ?? 0);
    const value = (two >> (16 - (at & 7) - bits)) & ((1 << bits) - 1);
    at += bits;
    return value;
  };
}

function fromLowest(bytes: Buffer): Take {
  let at = 0;
  return bits => {
    const two = (bytes[at >> 3] ?? 0) | ((bytes[(at >> 3) + 1] ?? 0) << 8);
    const value = (two >> (at & 7)) & ((1 << bits) - 1);
    at += bits;
    return value;
  };
}
