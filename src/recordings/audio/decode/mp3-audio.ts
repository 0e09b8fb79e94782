import { MPEGDecoder } from 'mpg123-decoder';
import { inSixteenBits, type AudioDecoder, type Hear } from './hear.js';
import { slicesOf } from './slices.js';

/** What is decoded at once: at the lowest bit rate, 3 MB of samples. */
const SLICE_BYTES = 16 * 1024;

/** Decodes MP3 files by mpg123, which gives two channels, alike where there is one. */
export class Mp3Audio implements AudioDecoder {
  readonly #decoder = new MPEGDecoder();

  constructor(private readonly hear: Hear) {}

  async take(bytes: Buffer): Promise<void> {
    await this.#decoder.ready;
    for (const slice of slicesOf(bytes, SLICE_BYTES)) {
      const { channelData } = this.#decoder.decode(slice);
      for (const [channel, samples] of channelData.entries()) this.hear(channel, inSixteenBits(samples), 0, 1);
    }
  }

  finish(): void {
    // mpg123 gives each frame as soon as it is whole
  }

  free(): void {
    this.#decoder.free();
  }
}
