import { OggOpusDecoder, type OggOpusDecodedAudio } from 'ogg-opus-decoder';
import { inSixteenBits, type AudioDecoder, type Hear } from './hear.js';

/** Decodes Ogg Opus files by libopus. */
export class OpusAudio implements AudioDecoder {
  readonly #decoder = new OggOpusDecoder();

  constructor(private readonly hear: Hear) {}

  async take(bytes: Buffer): Promise<void> {
    await this.#decoder.ready;
    this.#hear(await Promise.resolve(this.#decoder.decode(bytes))); // a promise, whatever its type says
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
