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
  #loudest = 0;

  /** The loudest sample of all, 0 to 32768. */
  get loudest(): number {
    return Math.max(this.#loudest, this.#open);
  }

  /** Adds every `step`th of `samples` from `first` on. */
  add(samples: Int16Array, first: number, step: number): void {
    let at = first;
    let missing = this.#windowSamples - this.#openSamples;
    for (let end = at + missing * step; end < samples.length + step; end = at + missing * step) {
      missing = this.#close(loudestOf(samples, at, end, step, this.#open));
      at = end;
    }
    if (at < samples.length) {
      this.#open = loudestOf(samples, at, samples.length, step, this.#open);
      missing -= Math.ceil((samples.length - at) / step);
    }
    this.#openSamples = this.#windowSamples - missing;
  }

  /** {@link WAVEFORM_BINS} bins over the whole, 0 to 255. */
  bins(): Uint8Array {
    const windows = this.#windows + this.#openSamples / this.#windowSamples;
    return Uint8Array.from({ length: WAVEFORM_BINS }, (_, bin) => {
      const from = Math.floor((bin * windows) / WAVEFORM_BINS);
      const to = Math.ceil(((bin + 1) * windows) / WAVEFORM_BINS);
      let loudest = to > this.#windows ? this.#open : 0;
      for (let window = from; window < Math.min(to, this.#windows); window += 1)
        loudest = Math.max(loudest, this.#peaks[window] ?? 0);
      return Math.round((loudest * 255) / 32_768);
    });
  }

  /** Closes the window that is full, of which `loudest` is the peak. Returns how many samples the open one lacks. */
  #close(loudest: number): number {
    if (this.#windows === MOST_WINDOWS) {
      this.#halve();
      this.#open = loudest; // what is full is half a window now
      return this.#windowSamples / 2;
    }
    this.#peaks[this.#windows] = loudest;
    this.#windows += 1;
    this.#loudest = Math.max(this.#loudest, loudest);
    this.#open = 0;
    return this.#windowSamples;
  }

  #halve(): void {
    for (let window = 0; window < MOST_WINDOWS / 2; window += 1)
      this.#peaks[window] = Math.max(this.#peaks[2 * window] ?? 0, this.#peaks[2 * window + 1] ?? 0);
    this.#windows = MOST_WINDOWS / 2;
    this.#windowSamples *= 2;
  }
}

/** Without a branch that goes by the sign of a sample, which no processor foresees. */
function loudestOf(samples: Int16Array, from: number, to: number, step: number, open: number): number {
  let [highest, lowest] = [open, 0];
  for (let at = from; at < to; at += step) {
    const sample = samples[at] ?? 0;
    if (sample > highest) highest = sample;
    if (sample < lowest) lowest = sample;
  }
  return Math.max(highest, -lowest);
}
