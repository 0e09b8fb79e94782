import { WAVEFORM_BINS } from '../waveform.js';

/** Windows that are kept at most: enough that a bin's border is at most a quarter of a bin away from where it should be. */
const MOST_WINDOWS = 8 * WAVEFORM_BINS;

/**
 * The loudest sample of each stretch of one channel, whose length nobody knows before its end: when there are too many
 * stretches, each two become one that is twice as long. So memory stays the same whatever the length.
 */
export class PeakWindows {
  readonly #peaks = new Uint16Array(MOST_WINDOWS);
  #windows = 0;
  #windowSamples = 1;
  #open = 0;
  #openSamples = 0;
  #samples = 0;
  #loudest = 0;

  /** The loudest sample of all, 0 to 32768. */
  get loudest(): number {
    return Math.max(this.#loudest, this.#open);
  }

  /** Adds every `step`th of `samples` from `first` on. */
  add(samples: Int16Array, first: number, step: number): void {
    for (let at = first; at < samples.length;) {
      const missing = this.#windowSamples - this.#openSamples;
      const end = Math.min(samples.length, at + missing * step);
      const taken = Math.ceil((end - at) / step);
      this.#open = Math.max(this.#open, loudestOf(samples, at, end, step));
      this.#openSamples += taken;
      this.#samples += taken;
      at += taken * step;
      if (this.#openSamples === this.#windowSamples) this.#close();
    }
  }

  /** {@link WAVEFORM_BINS} bins over the whole, 0 to 255. */
  bins(): Uint8Array {
    return Uint8Array.from({ length: WAVEFORM_BINS }, (_, bin) => {
      const from = Math.floor((bin * this.#samples) / WAVEFORM_BINS / this.#windowSamples);
      const to = Math.ceil(((bin + 1) * this.#samples) / WAVEFORM_BINS / this.#windowSamples);
      let loudest = to > this.#windows ? this.#open : 0;
      for (let window = from; window < Math.min(to, this.#windows); window += 1)
        loudest = Math.max(loudest, this.#peaks[window] ?? 0);
      return Math.round((loudest * 255) / 32_768);
    });
  }

  #close(): void {
    if (this.#windows === MOST_WINDOWS) this.#halve();
    if (this.#openSamples < this.#windowSamples) return; // what is open is half a window now
    this.#peaks[this.#windows] = this.#open;
    this.#windows += 1;
    this.#loudest = Math.max(this.#loudest, this.#open);
    this.#open = 0;
    this.#openSamples = 0;
  }

  #halve(): void {
    for (let window = 0; window < MOST_WINDOWS / 2; window += 1)
      this.#peaks[window] = Math.max(this.#peaks[2 * window] ?? 0, this.#peaks[2 * window + 1] ?? 0);
    this.#windows = MOST_WINDOWS / 2;
    this.#windowSamples *= 2;
  }
}

function loudestOf(samples: Int16Array, from: number, to: number, step: number): number {
  let [highest, lowest] = [0, 0];
  for (let at = from; at < to; at += step) {
    const sample = samples[at] ?? 0;
    if (sample > highest) highest = sample;
    else if (sample < lowest) lowest = sample;
  }
  return Math.max(highest, -lowest);
}
