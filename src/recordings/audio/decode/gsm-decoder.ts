import { product, saturated } from './gsm-arithmetic.js';
import type { GsmFrame, GsmPart } from './gsm-frame.js';

export const GSM_FRAME_SAMPLES = 160;
const PART_SAMPLES = 40;
/** How far back the long term predictor looks. */
const HISTORY = 120;

/** GSM 06.10 full rate, decoded in the arithmetic of its specification (ETSI EN 300 961 §4.3, §5.3). Frames depend on those before. */
export class GsmDecoder {
  /** What the long term predictor looks back at, and then the frame in hand. */
  readonly #excitation = new Int16Array(HISTORY + GSM_FRAME_SAMPLES);
  readonly #lattice = new Int16Array(9);
  #ratios: Int16Array = new Int16Array(8);
  #lag = 40;
  #emphasis = 0;

  /** Writes the 160 samples of `frame` into `samples` at `at`. */
  decode(frame: GsmFrame, samples: Int16Array, at: number): void {
    this.#excitation.copyWithin(0, GSM_FRAME_SAMPLES);
    for (const [index, part] of frame.parts.entries()) this.#excite(part, HISTORY + index * PART_SAMPLES);
    this.#synthesise(ratiosOf(frame.ratios), samples, at);
    for (let index = at; index < at + GSM_FRAME_SAMPLES; index += 1) samples[index] = this.#post(samples[index] ?? 0);
  }

  /** §5.3.2: what was 40 to 120 samples ago, and the pulses of this part upon it. */
  #excite(part: GsmPart, at: number): void {
    if (part.lag >= PART_SAMPLES && part.lag <= HISTORY) this.#lag = part.lag;
    const gain = GAINS[part.gain] ?? 0;
    const excitation = this.#excitation;
    for (let index = at; index < at + PART_SAMPLES; index += 1)
      excitation[index] = product(gain, excitation[index - this.#lag] ?? 0);
    for (const [index, pulse] of pulsesOf(part).entries()) {
      const place = at + part.grid + 3 * index;
      excitation[place] = saturated((excitation[place] ?? 0) + pulse);
    }
  }

  /** §5.3.4: the lattice filter, whose coefficients glide from the frame before into those of this one (§5.2.9). */
  #synthesise(ratios: Int16Array, samples: Int16Array, at: number): void {
    const before = this.#ratios;
    for (const { from, to, mix } of GLIDE) {
      const coefficients = ratios.map((now, index) => reflection(mix(before[index] ?? 0, now)));
      for (let index = from; index < to; index += 1)
        samples[at + index] = this.#filter(this.#excitation[HISTORY + index] ?? 0, coefficients);
    }
    this.#ratios = ratios;
  }

  #filter(value: number, coefficients: Int16Array): number {
    const lattice = this.#lattice;
    let sum = value;
    for (let index = 7; index >= 0; index -= 1) {
      const coefficient = coefficients[index] ?? 0;
      const held = lattice[index] ?? 0;
      sum = saturated(sum - product(coefficient, held));
      lattice[index + 1] = saturated(held + product(coefficient, sum));
    }
    lattice[0] = sum;
    return sum;
  }

  /** §5.3.5 to §5.3.7: de-emphasis, upscaling, and the 13 bits that count. */
  #post(sample: number): number {
    this.#emphasis = saturated(sample + product(this.#emphasis, 28_180));
    return saturated(this.#emphasis * 2) & ~7;
  }
}

/** §5.2.16, table 5.3: the gains of the long term predictor. */
const GAINS = [3277, 11_469, 21_299, 32_767];

/** §5.2.8, tables 5.1 and 5.2: B, MIC and INVA of each ratio. */
const RATIOS = [
  [0, -32, 13_107],
  [0, -32, 13_107],
  [2048, -16, 13_107],
  [-2560, -16, 13_107],
  [94, -8, 19_223],
  [-1792, -8, 17_476],
  [-341, -4, 31_454],
  [-1144, -4, 29_708],
] as const;

function ratiosOf(coded: readonly number[]): Int16Array {
  return Int16Array.from(RATIOS, ([offset, lowest, inverse], index) => {
    const scaled = saturated(saturated(((coded[index] ?? 0) + lowest) << 10) - offset * 2);
    return saturated(2 * product(inverse, scaled));
  });
}

/** §5.2.9.1: which part of a frame goes by which mixture of the ratios before and now. */
const GLIDE = [
  { from: 0, to: 13, mix: (before: number, now: number) => (before >> 2) + (now >> 2) + (before >> 1) },
  { from: 13, to: 27, mix: (before: number, now: number) => (before >> 1) + (now >> 1) },
  { from: 27, to: 40, mix: (before: number, now: number) => (before >> 2) + (now >> 2) + (now >> 1) },
  { from: 40, to: GSM_FRAME_SAMPLES, mix: (_: number, now: number) => now },
];

/** §5.2.9.2: a reflection coefficient of a log area ratio. */
function reflection(ratio: number): number {
  const size = Math.min(Math.abs(ratio), 32_767);
  const value = size < 11_059 ? size << 1 : size < 20_070 ? size + 11_059 : saturated((size >> 2) + 26_112);
  return ratio < 0 ? -value : value;
}

/** §5.2.15, table 5.6: normalised inverse mantissas. */
const MANTISSAS = [18_431, 20_479, 22_527, 24_575, 26_623, 28_671, 30_719, 32_767];

/** §5.3.1: the pulses, decoded by the size of their block. */
function pulsesOf({ size, pulses }: GsmPart): number[] {
  const { exponent, mantissa } = sizeOf(size);
  const factor = MANTISSAS[mantissa] ?? 0;
  const shift = 6 - exponent;
  const half = shift > 0 ? 1 << (shift - 1) : 0;
  return pulses.map(pulse => saturated(product(factor, ((pulse << 1) - 7) << 12) + half) >> shift);
}

/** §5.2.15: exponent and mantissa of a coded size. */
function sizeOf(coded: number): { readonly exponent: number; readonly mantissa: number } {
  let exponent = coded > 15 ? (coded >> 3) - 1 : 0;
  let mantissa = coded - (exponent << 3);
  if (mantissa === 0) return { exponent: -4, mantissa: 7 };
  for (; mantissa <= 7; exponent -= 1) mantissa = (mantissa << 1) | 1;
  return { exponent, mantissa: mantissa - 8 };
}
