/** A value at a time. */
export interface Point {
  readonly atMs: number;
  readonly value: number;
}

/** How a value changes with time. */
export interface Trend {
  readonly points: number;
  /** Change in an hour, by the straight line that fits best. */
  readonly perHour: number;
  /** The change in an hour lies so far from `perHour` at most, with 95 % confidence; infinite where too little is known. */
  readonly marginPerHour: number;
}

const HOUR_MS = 3_600_000;
const FEWEST = 4;

/**
 * Fits a straight line by least squares. Neighbours that lie on the same side of the line tell less than points that know nothing of
 * each other, so the confidence counts only as many points as their lag-1 correlation leaves: n (1 - r) / (1 + r)
 * (Santer et al., J. Geophys. Res. 105, 2000).
 */
export function trendOf(points: readonly Point[]): Trend {
  const meanAtMs = mean(points.map(({ atMs }) => atMs));
  const meanValue = mean(points.map(({ value }) => value));
  const spread = sum(points.map(({ atMs }) => (atMs - meanAtMs) ** 2));
  if (points.length < FEWEST || spread === 0) return { points: points.length, perHour: 0, marginPerHour: Infinity };
  const slope = sum(points.map(({ atMs, value }) => (atMs - meanAtMs) * (value - meanValue))) / spread;
  const left = points.map(({ atMs, value }) => value - meanValue - slope * (atMs - meanAtMs));
  const freedom = independentOf(left) - 2;
  const error = freedom < 1 ? Infinity : Math.sqrt(sum(left.map(one => one ** 2)) / freedom / spread);
  return {
    points: points.length,
    perHour: slope * HOUR_MS,
    marginPerHour: error === Infinity ? Infinity : studentsT95(freedom) * error * HOUR_MS,
  };
}

/** What a trend misses that is no straight line: a step, or what grows by itself. */
export interface Rise {
  /** From the median of the second quarter to that of the last one, as so much in an hour. */
  readonly perHour: number;
  /** How much the highest of the last two quarters lies above the median of the second one. */
  readonly most: number;
  /** Whether the median of the last quarter lies above everything that the second one had: no noise does that. */
  readonly isClear: boolean;
}

/** Of what lasted so long, with nothing said of the first quarter; NaN where a quarter has no points. */
export function riseOf(points: readonly Point[], lastsMs: number): Rise {
  const [, second = [], third = [], last = []] = [0, 1, 2, 3].map(quarter =>
    points.filter(({ atMs }) => Math.min(3, Math.floor((atMs / lastsMs) * 4)) === quarter).map(({ value }) => value),
  );
  const [before, after] = [median(second), median(last)];
  return {
    perHour: ((after - before) / (lastsMs / 2)) * HOUR_MS,
    most: last.length === 0 ? NaN : Math.max(...third, ...last) - before,
    isClear: after > Math.max(...second),
  };
}

/** As how many points that know nothing of each other they tell. */
function independentOf(left: readonly number[]): number {
  const squares = sum(left.map(one => one ** 2));
  const products = sum(left.slice(1).map((one, index) => one * (left[index] ?? 0)));
  const correlation = squares === 0 ? 0 : Math.max(0, products / squares);
  return (left.length * (1 - correlation)) / (1 + correlation);
}

/** Student's t that 95 % lie within on both sides (Abramowitz and Stegun, 26.7.5); a little low below three degrees. */
function studentsT95(freedom: number): number {
  const z = 1.959964;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return ((sorted[(sorted.length - 1) >> 1] ?? NaN) + (sorted[sorted.length >> 1] ?? NaN)) / 2;
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
