import { OggOpusDecoder, type OggOpusDecodedAudio } from 'ogg-opus-decoder';
import { inSixteenBits, type AudioDecoder, type Hear } from './hear.js';
import { slicesOf } from './slices.js';

/** What is decoded at once. In two bytes there may be 120 ms: so much can be two pages of half a minute each. */
const SLICE_BYTES = 1024;

/** Decodes Ogg Opus files by libopus. */
export class OpusAudio implements AudioDecoder {
  readonly #decoder = new OggOpusDecoder();

  constructor(private readonly hear: Hear) {}

  async take(bytes: Buffer): Promise<void> {
    await this.#decoder.ready;
    for (const slice of slicesOf(bytes, SLICE_BYTES)) {
      this.#hear(await Promise.resolve(this.#decoder.decode(slice))); // a promise, whatever its type says
    }
  }

  async finish(): Promise<void> {
    this.#hear(await this.#decoder.flush());
  }

  free(): void {
    this.#decoder.free();
  }

  #hear({ channelData }: OggOpusDecodedAudio): void {
    for (const [channel, samples] of channelData.entries()) this.hear(channel, inSixteenBits(samples), 0, 1);
  }
}
