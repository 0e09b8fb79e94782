import type { Container } from '../audio-facts.js';
import { ByteQueue } from '../byte-queue.js';
import { decoderFor } from '../decode/decoder-for.js';
import type { AudioDecoder } from '../decode/hear.js';
import { containerOf, HEAD_BYTES } from '../probe-audio.js';
import type { Waveform } from '../waveform.js';
import { PeakWindows } from './peak-windows.js';

/** What digital silence is given as: the lowest step of 16 bits. */
const SILENCE_DBFS = -96;

/** Makes the waveform of an audio file as it streams by. Rejects where the file cannot be decoded; then nothing more may be given. */
export class DrawWaveform {
  readonly #head = new ByteQueue();
  readonly #channels: PeakWindows[] = [];
  #decoder: AudioDecoder | undefined;

  async take(bytes: Buffer): Promise<void> {
    if (this.#decoder) return this.#decoder.take(bytes);
    this.#head.add(bytes);
    if (this.#head.length < HEAD_BYTES) return;
    const container = containerOf(this.#head.peek(HEAD_BYTES));
    if (!container) throw new TypeError('This is no audio.');
    this.#decoder = this.#open(container);
    await this.#decoder.take(this.#head.take(this.#head.length));
  }

  /** @param channels how many the file has; a decoder may give more, which are copies */
  async finish(channels: number): Promise<Waveform> {
    await this.#decoder?.finish();
    const heard = this.#channels.slice(0, channels);
    if (heard.length < channels) throw new TypeError('A channel is missing.');
    const peaks = Uint8Array.from(heard.flatMap(windows => [...windows.bins()]));
    return { peaks, loudestDbfs: dbfs(Math.max(...heard.map(windows => windows.loudest))) };
  }

  free(): void {
    this.#decoder?.free();
  }

  #open(container: Container): AudioDecoder {
    return decoderFor(container, (channel, samples, first, step) => {
      (this.#channels[channel] ??= new PeakWindows()).add(samples, first, step);
    });
  }
}

function dbfs(loudest: number): number {
  return loudest === 0 ? SILENCE_DBFS : Math.round(20 * Math.log10(loudest / 32_768)) + 0; // no -0
}
