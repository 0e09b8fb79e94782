import type { CopyForm } from './copy-form.js';
import type { Fill } from './fill.js';
import type { FrameRange, HiddenFrames } from './hidden-frames.js';

/** Whole frames of a copy: the samples of hidden channels are the fill, all others what they were. `piece` itself stays as it is. */
export function hide(piece: Buffer, firstFrame: number, form: CopyForm, hidden: HiddenFrames, fill: Fill): Buffer {
  const frames = { from: firstFrame, to: firstFrame + piece.length / form.frameBytes };
  const within = hidden.map(ranges => common(ranges, frames));
  if (within.every(ranges => ranges.length === 0)) return piece;
  const copy = Buffer.from(piece);
  for (const [channel, ranges] of within.entries()) {
    const origin = channel * fill.sampleBytes - firstFrame * form.frameBytes;
    for (const range of ranges) overwrite(copy, range, { origin, step: form.frameBytes, fill });
  }
  return copy;
}

/** What of `ranges` lies in `frames`. */
function common(ranges: readonly FrameRange[], frames: FrameRange): FrameRange[] {
  return ranges
    .filter(({ from, to }) => from < frames.to && to > frames.from)
    .map(({ from, to }) => ({ from: Math.max(from, frames.from), to: Math.min(to, frames.to) }));
}

interface Places {
  /** Where the sample of frame 0 would be. */
  readonly origin: number;
  readonly step: number;
  readonly fill: Fill;
}

function overwrite(copy: Buffer, { from, to }: FrameRange, { origin, step, fill }: Places): void {
  const { samples, sampleBytes } = fill;
  let source = (from * sampleBytes) % samples.length;
  for (let at = origin + from * step; at < origin + to * step; at += step) {
    for (let byte = 0; byte < sampleBytes; byte += 1) copy[at + byte] = samples[source + byte] ?? 0;
    source += sampleBytes;
    if (source === samples.length) source = 0;
  }
}
