/**
 * Durations in buckets that grow by a twentieth from one second on: the first holds what is shorter than a second. What is said of a
 * bucket is its middle, so that it is wrong by at most {@link ERROR_BOUND} of the duration, or by half a second below one.
 */
const GROWTH = 1.05;
const FIRST_MS = 1000;
/** Longer than a day is the last bucket. */
const LAST_BUCKET = 1 + Math.floor(Math.log(86_400_000 / FIRST_MS) / Math.log(GROWTH));

/** By how much of the exact duration a duration that was read from buckets is wrong at most. */
export const ERROR_BOUND = Math.sqrt(GROWTH) - 1;

/** How many durations lie in each bucket, by its number. Sums of histograms are histograms of the sums. */
export type Histogram = ReadonlyMap<number, number>;

export function bucketOf(ms: number): number {
  if (ms < FIRST_MS) return 0;
  return Math.min(1 + Math.floor(Math.log(ms / FIRST_MS) / Math.log(GROWTH) + 1e-9), LAST_BUCKET);
}

/** What a bucket stands for: the middle of its ends, by ratio; of the first half a second. */
export function middleOf(bucket: number): number {
  return bucket === 0 ? FIRST_MS / 2 : FIRST_MS * GROWTH ** (bucket - 0.5);
}

export function histogramOf(durationsMs: Iterable<number>): Map<number, number> {
  const histogram = new Map<number, number>();
  for (const ms of durationsMs) {
    const bucket = bucketOf(ms);
    histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
  }
  return histogram;
}

/** Adds `other` to `histogram`. */
export function addTo(histogram: Map<number, number>, other: Iterable<readonly [number, number]>): void {
  for (const [bucket, count] of other) histogram.set(bucket, (histogram.get(bucket) ?? 0) + count);
}

/** The smallest duration that a share of `p` is not longer than (PostgreSQL's percentile_disc); null of none. */
export function percentileOf(ascendingMs: readonly number[] | Float64Array, p: number): number | null {
  return ascendingMs[rankOf(ascendingMs.length, p)] ?? null;
}

/** The same, read from buckets: the middle of the one that the exact duration lies in. */
export function percentileIn(histogram: Histogram, p: number): number | null {
  const buckets = [...histogram].sort(([one], [other]) => one - other);
  const rank = rankOf(
    buckets.reduce((sum, [, count]) => sum + count, 0),
    p,
  );
  let before = 0;
  for (const [bucket, count] of buckets) {
    before += count;
    if (rank < before) return Math.round(middleOf(bucket));
  }
  return null;
}

/** The place of the percentile among `count` in order, from 0. */
function rankOf(count: number, p: number): number {
  return Math.max(0, Math.ceil(count * p - 1e-9) - 1);
}
