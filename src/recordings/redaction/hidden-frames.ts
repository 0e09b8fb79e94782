import type { Mark } from './marks.js';

/** What is hidden before and after each mark besides (domain.md §5): nobody marks to the millisecond, and codecs smear. */
export const GUARD_MS = 150;

/** Frames that follow each other, `to` not included. A frame is one sample of each channel. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

/** For each channel what is hidden on it: in the order of time, no two of them touch. */
export type HiddenFrames = readonly (readonly FrameRange[])[];

interface Timeline {
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly frames: number;
}

/** Every frame that a mark or its guard band touches, be it in part. */
export function hiddenFrames(marks: readonly Mark[], timeline: Timeline): HiddenFrames {
  return Array.from({ length: timeline.channels }, (_, channel) => {
    const heard = marks.filter(mark => mark.channel === 'all' || mark.channel === channel);
    return merged(heard.map(mark => framesOf(mark, timeline)));
  });
}

function framesOf({ fromMs, toMs }: Mark, { sampleRateHz, frames }: Timeline): FrameRange {
  const from = Math.floor(((fromMs - GUARD_MS) * sampleRateHz) / 1000);
  const to = Math.ceil(((toMs + GUARD_MS) * sampleRateHz) / 1000);
  return { from: Math.max(0, from), to: Math.min(frames, to) };
}

function merged(ranges: readonly FrameRange[]): FrameRange[] {
  const whole: FrameRange[] = [];
  for (const range of ranges.toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1);
    if (last && range.from <= last.to) whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else if (range.from < range.to) whole.push(range);
  }
  return whole;
}
