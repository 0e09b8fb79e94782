import type { Hear } from '../audio/decode/hear.js';

const SAMPLE_BYTES = 2;

/** Puts decoded channels beside each other, as little-endian 16-bit PCM. */
export class Interleaved {
  readonly #heard: Heard[][];

  constructor(private readonly channels: number) {
    this.#heard = Array.from({ length: channels }, () => []);
  }

  /** Channels beyond those of the file, which a decoder may give, are copies. */
  readonly hear: Hear = (channel, samples, first, step) => {
    this.#heard[channel]?.push({ samples, first, step });
  };

  /** Whole frames of what was heard since, in pieces of at most `mostBytes`. @throws TypeError where channels differ in length */
  *pieces(mostBytes: number): Generator<Buffer> {
    const bytes = this.#bytes();
    const frameBytes = this.channels * SAMPLE_BYTES;
    const most = mostBytes - (mostBytes % frameBytes);
    for (let at = 0; at < bytes.length; at += most) yield bytes.subarray(at, at + most);
  }

  #bytes(): Buffer {
    const frames = this.#heard.map(parts => parts.reduce((sum, part) => sum + lengthOf(part), 0));
    const [length = 0] = frames;
    if (frames.some(other => other !== length)) throw new TypeError('Channels differ in length.');
    const bytes = Buffer.allocUnsafe(length * this.channels * SAMPLE_BYTES);
    for (const [channel, parts] of this.#heard.entries()) this.#write(bytes, channel, parts.splice(0));
    return bytes;
  }

  #write(bytes: Buffer, channel: number, parts: readonly Heard[]): void {
    let at = channel * SAMPLE_BYTES;
    for (const { samples, first, step } of parts) {
      for (let index = first; index < samples.length; index += step) {
        const sample = samples[index] ?? 0;
        bytes[at] = sample; // keeps the lowest 8 bits
        bytes[at + 1] = sample >> 8;
        at += this.channels * SAMPLE_BYTES;
      }
    }
  }
}

interface Heard {
  readonly samples: Int16Array;
  readonly first: number;
  readonly step: number;
}

function lengthOf({ samples, first, step }: Heard): number {
  return Math.ceil((samples.length - first) / step);
}
