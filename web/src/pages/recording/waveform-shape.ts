/** Below this (of 255, about -40 dB) nobody is heard. */
const QUIET_BELOW = 3;

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
