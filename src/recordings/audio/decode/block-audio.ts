import { ByteQueue } from '../byte-queue.js';
import { ProbeAudio } from '../probe-audio.js';
import type { SampleForm } from '../sample-sink.js';
import type { AudioDecoder, Hear } from './hear.js';
import { blockDecoder, type DecodeBlocks } from './sample-decoder.js';

/** Decodes WAV and GSM files: samples of a size of their own. Throws what the probe throws. */
export class BlockAudio implements AudioDecoder {
  readonly #probe = new ProbeAudio((bytes, form) => {
    this.#samples(bytes, form);
  });
  readonly #waiting = new ByteQueue();
  #decode: DecodeBlocks | undefined;

  constructor(private readonly hear: Hear) {}

  take(bytes: Buffer): void {
    this.#probe.take(bytes);
  }

  finish(): void {
    this.#probe.finish();
  }

  free(): void {
    this.#decode = undefined;
  }

  #samples(bytes: Buffer, form: SampleForm): void {
    this.#waiting.add(bytes);
    const whole = this.#waiting.length - (this.#waiting.length % form.blockBytes);
    if (whole === 0) return;
    this.#decode ??= blockDecoder(form);
    const samples = this.#decode(this.#waiting.take(whole));
    for (let channel = 0; channel < form.channels; channel += 1) this.hear(channel, samples, channel, form.channels);
  }
}
