import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WAVEFORM_BINS } from '../waveform.js';
import { PeakWindows } from './peak-windows.js';

function windowsOf(samples: Int16Array, pieceSamples = samples.length): PeakWindows {
  const windows = new PeakWindows();
  for (let at = 0; at < samples.length; at += pieceSamples) windows.add(samples.subarray(at, at + pieceSamples), 0, 1);
  return windows;
}

describe('PeakWindows', () => {
  it('finds each peak in the bin of its place, whatever the length', () => {
    const lengths = fc.integer({ min: WAVEFORM_BINS, max: 60_000 });
    fc.assert(
      fc.property(lengths, fc.double({ min: 0, max: 0.999, noNaN: true }), (length, place) => {
        const samples = new Int16Array(length);
        const at = Math.floor(place * length);
        samples[at] = -32_768;
        const bins = windowsOf(samples).bins();
        const found = [...bins.entries()].filter(([, peak]) => peak === 255).map(([bin]) => bin);
        const wanted = Math.floor((at * WAVEFORM_BINS) / length);
        expect(found).toContain(wanted);
        expect(found.every(bin => Math.abs(bin - wanted) <= 1)).toBe(true);
        expect(bins.filter(peak => peak > 0).length).toBe(found.length);
      }),
      { numRuns: 25 },
    );
  });

  it('finds the same in however many pieces the samples come', () => {
    const samples = Int16Array.from({ length: 30_000 }, (_, index) => Math.imul(index, 2_654_435_761) >> 17);
    const whole = windowsOf(samples);
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 20_000 }), pieceSamples => {
        const pieces = windowsOf(samples, pieceSamples);
        expect(Buffer.from(pieces.bins()).equals(whole.bins())).toBe(true);
        expect(pieces.loudest).toBe(whole.loudest);
      }),
      { numRuns: 10 },
    );
  });

  it('takes every other sample of a channel of two', () => {
    const windows = new PeakWindows();
    windows.add(Int16Array.of(1, 1000, 2, 2000, 3, 3000), 1, 2);
    expect(windows.loudest).toBe(3000);
  });

  it('spreads less samples than bins over all of them', () => {
    const bins = windowsOf(Int16Array.of(0, 32_767, 0)).bins();
    expect([bins[0], bins[WAVEFORM_BINS / 2], bins[WAVEFORM_BINS - 1]]).toEqual([0, 255, 0]);
  });
});
