/** Below this (of 255, about -40 dB) nobody is heard. */
const QUIET_BELOW = 3;

/** From here on (about -28 dB) somebody speaks rather than breathes, or is heard across from the other channel. */
const HEARD_FROM = 10;

/** The bins of one channel as `count` bars, 0 to 1: the loudest of each stretch, drawn so that quiet speech is seen as well. */
export function barsOf(peaks: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / count));
    return Math.sqrt(Math.max(0, ...peaks.slice(from, to)) / 255);
  });
}

/** How much of a recording nobody is heard in on any channel, in per cent. */
export function quietPercent(channels: readonly (readonly number[])[]): number {
  const [first = []] = channels;
  const quiet = first.filter((_, bin) => channels.every(peaks => (peaks[bin] ?? 0) < QUIET_BELOW)).length;
  return first.length === 0 ? 0 : Math.round((100 * quiet) / first.length);
}

/** How much of a recording each channel alone is heard in, both at once, and nobody; in per cent. */
interface TalkShares {
  readonly alone: readonly [number, number];
  readonly both: number;
  readonly nobody: number;
}

/** Who speaks how much, of two channels. */
export function talkShares(one: readonly number[], other: readonly number[]): TalkShares {
  const heard = one.map((peak, bin) => [peak >= HEARD_FROM, (other[bin] ?? 0) >= HEARD_FROM] as const);
  const percent = (is: (first: boolean, second: boolean) => boolean) =>
    Math.round((100 * heard.filter(([first, second]) => is(first, second)).length) / Math.max(1, heard.length));
  return {
    alone: [percent((first, second) => first && !second), percent((first, second) => !first && second)],
    both: percent((first, second) => first && second),
    nobody: percent((first, second) => !first && !second),
  };
}

/** An outline around a middle line, as the path of an SVG: one unit a bar, `height` high. */
export function outlineOf(bars: readonly number[], height: number): string {
  const middle = height / 2;
  const at = (bar: number, side: 1 | -1) => round(middle + side * Math.max(0.5, middle * (bars[bar] ?? 0)));
  const upper = bars.map((_, bar) => `L${bar + 0.5} ${at(bar, -1)}`);
  const lower = bars.map((_, bar) => `L${bar + 0.5} ${at(bar, 1)}`).reverse();
  return `M0 ${middle}${upper.join('')}L${bars.length} ${middle}${lower.join('')}Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
