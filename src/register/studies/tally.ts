import { addTo, histogramOf, percentileIn, percentileOf, type Histogram } from './buckets.js';
import { COUNTS, FEWEST, type Counts } from './cell.js';

/** How long something lasted: from the living history to the millisecond, from daily figures in buckets. */
export interface Durations {
  readonly exactMs: readonly number[];
  readonly kept: Histogram;
}

/** What is counted of the calls of a group. */
export interface Tally extends Counts {
  readonly waits: Durations;
  readonly talks: Durations;
}

export const NOTHING: Tally = {
  ...{ calls: 0, answered: 0, waited: 0, numbered: 0, repeated: 0, ticketed: 0 },
  waits: { exactMs: [], kept: new Map() },
  talks: { exactMs: [], kept: new Map() },
};

/** The calls of all of `tallies`. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const counts = COUNTS.map(name => [name, tallies.reduce((sum, tally) => sum + tally[name], 0)] as const);
  return {
    ...(Object.fromEntries(counts) as Counts), // each of COUNTS
    waits: allOf(tallies.map(({ waits }) => waits)),
    talks: allOf(tallies.map(({ talks }) => talks)),
  };
}

function allOf(durations: readonly Durations[]): Durations {
  const kept = new Map<number, number>();
  for (const one of durations) addTo(kept, one.kept);
  return { exactMs: durations.flatMap(({ exactMs }) => exactMs), kept };
}

/** Half, nine tenths and nineteen twentieths were not longer than these. */
export interface Percentiles {
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p95Ms: number | null;
}

/**
 * The percentiles of durations: exact where all of them come from the living history, else within the bound of the buckets. One beyond
 * which fewer than {@link FEWEST} calls lie is null: it would be the duration of one of few.
 */
export function percentilesOf({ exactMs, kept }: Durations): Percentiles {
  const isExact = kept.size === 0;
  const ascending = isExact ? Float64Array.from(exactMs).sort() : new Float64Array();
  const all = isExact ? new Map<number, number>() : histogramOf(exactMs);
  addTo(all, kept);
  const count = isExact ? ascending.length : [...all.values()].reduce((sum, one) => sum + one, 0);
  const at = (p: number) => {
    if (count * (1 - p) < FEWEST - 1e-6) return null;
    return isExact ? percentileOf(ascending, p) : percentileIn(all, p);
  };
  const [p50Ms, p90Ms, p95Ms] = [at(0.5), at(0.9), at(0.95)];
  return { p50Ms, p90Ms, p95Ms };
}
