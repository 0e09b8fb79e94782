import type { CopyForm } from './copy-form.js';
import type { Fill } from './fill.js';
import type { FrameRange, HiddenFrames } from './hidden-frames.js';

/** A sample that is not what it must be: of the original outside of the marks, of the fill inside. */
export interface SampleFault {
  readonly kind: 'outside-differs' | 'inside-differs';
  readonly channel: number;
  readonly frame: number;
}

export interface Expected {
  readonly form: CopyForm;
  readonly hidden: HiddenFrames;
  readonly fill: Fill;
}

/** The first fault in whole frames of a copy, beside those of the original, from `firstFrame` on; null where there is none. */
export function faultIn(original: Buffer, copy: Buffer, firstFrame: number, expected: Expected): SampleFault | null {
  const { frameBytes } = expected.form;
  const frames = { from: firstFrame, to: firstFrame + original.length / frameBytes };
  for (const span of spansOf(frames, expected.hidden)) {
    const [from, to] = [(span.from - firstFrame) * frameBytes, (span.to - firstFrame) * frameBytes];
    const fault = faultInSpan(original.subarray(from, to), copy.subarray(from, to), span, expected);
    if (fault) return fault;
  }
  return null;
}

/** `frames` cut where on any channel something begins or ends to be hidden. */
function spansOf(frames: FrameRange, hidden: HiddenFrames): FrameRange[] {
  const edges = hidden.flat().flatMap(({ from, to }) => [from, to]);
  const cuts = [...edges.filter(edge => edge > frames.from && edge < frames.to), frames.to];
  const spans: FrameRange[] = [];
  let from = frames.from;
  for (const to of [...new Set(cuts)].toSorted((one, other) => one - other)) {
    spans.push({ from, to });
    from = to;
  }
  return spans;
}

/** On each channel all of the span is hidden, or nothing. */
function faultInSpan(original: Buffer, copy: Buffer, span: FrameRange, expected: Expected): SampleFault | null {
  const isHidden = expected.hidden.map(ranges => ranges.some(({ from, to }) => from <= span.from && span.to <= to));
  if (!isHidden.includes(true) && original.equals(copy)) return null;
  const faults = isHidden.flatMap((inside, channel): SampleFault[] => {
    const differs = inside ? differsFromFill : differsFromOriginal;
    const frame = differs(copy, original, { channel, first: span.from, ...expected });
    return frame === null ? [] : [{ kind: inside ? 'inside-differs' : 'outside-differs', channel, frame }];
  });
  return faults.toSorted((one, other) => one.frame - other.frame)[0] ?? null;
}

interface OneChannel extends Expected {
  readonly channel: number;
  readonly first: number;
}

function differsFromFill(copy: Buffer, _: Buffer, { channel, first, form, fill }: OneChannel): number | null {
  const { samples, sampleBytes } = fill;
  let due = (first * sampleBytes) % samples.length;
  for (let at = channel * sampleBytes, frame = first; at < copy.length; at += form.frameBytes, frame += 1) {
    for (let byte = 0; byte < sampleBytes; byte += 1) if (copy[at + byte] !== samples[due + byte]) return frame;
    due = (due + sampleBytes) % samples.length;
  }
  return null;
}

function differsFromOriginal(copy: Buffer, original: Buffer, one: OneChannel): number | null {
  const { channel, first, form, fill } = one;
  for (let at = channel * fill.sampleBytes, frame = first; at < copy.length; at += form.frameBytes, frame += 1) {
    for (let byte = at; byte < at + fill.sampleBytes; byte += 1) if (copy[byte] !== original[byte]) return frame;
  }
  return null;
}
