import { type Rise, riseOf, type Trend, trendOf } from '../../bench/harness/trend.js';
import { type Figures, type Kind, KINDS } from './latencies.js';
import type { Vitals } from './vitals.js';

/** What was seen at one time of the hold. */
export interface Sample {
  /** Since the hold began. */
  readonly atMs: number;
  readonly vitals: Vitals;
  readonly latencies: Record<Kind, Figures>;
}

/** A figure that must not grow, or grow by so much in an hour at most. */
interface Watched {
  readonly name: string;
  readonly unit: 'MiB' | '';
  readonly mostPerHour: number;
  readonly of: (vitals: Vitals) => number | null;
}

const MIB = 1024 ** 2;
const HOUR_MS = 3_600_000;

/**
 * What may be added in an hour. Memory is looked at right after a collection alone: what nobody holds any more says nothing of a leak.
 * A leak of one object a request, at 65 requests a second, would be more
 * than each.
 */
export const WATCHED: readonly Watched[] = [
  inMib('resident memory', 64, vitals => collected(vitals)?.rss ?? null),
  inMib('heap', 16, vitals => collected(vitals)?.inside?.memory.heapUsed ?? null),
  inMib('external memory', 32, vitals => collected(vitals)?.inside?.memory.external ?? null),
  inMib('PostgreSQL, not shared', 128, ({ postgres }) => postgres.anonymousSum),
  counted('handles', 20, ({ handles }) => handles),
  counted('sockets', 20, ({ sockets }) => sockets),
  counted('PostgreSQL backends', 4, ({ postgres }) => postgres.backends),
  counted('timers and streams', 40, ({ inside }) => (inside ? inside.resources : null)),
];

/** What was seen right after a collection; null of any other look. */
function collected(vitals: Vitals): Vitals | null {
  return (vitals.inside?.collectedInMs ?? null) === null ? null : vitals;
}

/** A machine of which others take so many times as much, and so many processors more, is not the same one any more. */
const BUSIER = { times: 1.25, processors: 0.2 };
/** Too short a hold says nothing of an hour. */
export const JUDGED_FROM_MS = 20 * 60_000;
const FEWEST_OF_A_QUARTER = 1000;
/** The last quarter may be so much slower than the second one. */
const P99_RATIO = 1.5;

/** How a judged figure came out; `null` where the hold was too short to judge it, or the machine too restless. */
export interface Judged {
  readonly name: string;
  readonly isFlat: boolean | null;
}

export interface Growth extends Judged, Trend {
  readonly unit: string;
  readonly first: number;
  readonly last: number;
  readonly mostPerHour: number;
  readonly rise: Rise;
}

export interface Steadiness extends Judged {
  readonly quarters: readonly number[];
  /** The p99 of the last quarter by that of the second. */
  readonly ratio: number;
  /** How many processors others than the server and PostgreSQL kept busy, in the second quarter and in the last one. */
  readonly others: readonly [number, number];
  /** Of the p99 of each look, in milliseconds. */
  readonly trend: Trend;
}

/** The trends of memory and handles over the last three quarters of a hold. */
export function growthOf(samples: readonly Sample[], lastsMs: number): Growth[] {
  const later = samples.filter(({ atMs }) => atMs >= lastsMs / 4);
  return WATCHED.map(({ name, unit, mostPerHour, of }) => {
    const points = later.flatMap(({ atMs, vitals }) => {
      const value = of(vitals);
      return value === null ? [] : [{ atMs, value }];
    });
    const [trend, rise] = [trendOf(points), riseOf(points, lastsMs)];
    return {
      ...{ name, unit, ...trend, mostPerHour, rise },
      ...{ first: points[0]?.value ?? NaN, last: points.at(-1)?.value ?? NaN },
      isFlat: lastsMs < JUDGED_FROM_MS ? null : (isWithin(trend, mostPerHour) ?? hasStayed(rise, mostPerHour, lastsMs)),
    };
  });
}

/**
 * With 95 % confidence: flat where it can't grow by more, growing where it can't be chance and is more, and otherwise not to be told.
 * What was never seen is not flat.
 */
function isWithin({ points, perHour, marginPerHour }: Trend, mostPerHour: number): boolean | null {
  if (points === 0) return false;
  if (perHour + marginPerHour <= mostPerHour) return true;
  return perHour > mostPerHour && perHour - marginPerHour > 0 ? false : null;
}

/**
 * Where the line says nothing: a leak that becomes faster, or comes in one step, is none, and what is left of it hangs together. Growing
 * where the last quarter clearly lies higher by more than is allowed, flat where nothing was ever higher by that much.
 */
function hasStayed({ perHour, most, isClear }: Rise, mostPerHour: number, lastsMs: number): boolean | null {
  if (isClear && perHour > mostPerHour) return false;
  return most <= (mostPerHour * lastsMs) / 2 / HOUR_MS ? true : null;
}

/**
 * Whether the slowest hundredth was as fast at the end as after the beginning. Where it was not, and others took more of the machine
 * at the end, that says nothing of the server; that the server itself took more excuses nothing.
 */
export function steadinessOf(
  samples: readonly Sample[],
  quarters: readonly Record<Kind, Figures>[],
  lastsMs: number,
): Steadiness[] {
  const others = [othersIn(samples, lastsMs, 1), othersIn(samples, lastsMs, 3)] as const;
  return KINDS.map(name => {
    const figures = quarters.map(quarter => quarter[name]);
    const [, second, , fourth] = figures;
    const ratio = second && fourth ? fourth.p99Ms / second.p99Ms : NaN;
    const enough = figures.length === 4 && figures.every(({ count }) => count >= FEWEST_OF_A_QUARTER);
    const later = samples.filter(({ atMs, latencies }) => atMs >= lastsMs / 4 && latencies[name].count > 0);
    return {
      name,
      quarters: figures.map(({ p99Ms }) => p99Ms),
      ratio,
      trend: trendOf(later.map(({ atMs, latencies }) => ({ atMs, value: latencies[name].p99Ms }))),
      others,
      isFlat: enough ? isSteady(ratio, others) : null,
    };
  });
}

function isSteady(ratio: number, [before, after]: readonly [number, number]): boolean | null {
  if (ratio <= P99_RATIO) return true;
  return after > before * BUSIER.times && after > before + BUSIER.processors ? null : false;
}

/** How many processors others kept busy in a quarter, counted from 0; NaN where there are no two looks. */
function othersIn(samples: readonly Sample[], lastsMs: number, quarter: number): number {
  const within = samples.filter(({ atMs }) => Math.min(3, Math.floor((atMs / lastsMs) * 4)) === quarter);
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last || first === last) return NaN;
  return (last.vitals.othersBusySeconds - first.vitals.othersBusySeconds) / ((last.atMs - first.atMs) / 1000);
}

function inMib(name: string, mostPerHour: number, bytesOf: (vitals: Vitals) => number | null): Watched {
  const of = (vitals: Vitals) => {
    const bytes = bytesOf(vitals);
    return bytes === null ? null : bytes / MIB;
  };
  return { name: name, unit: 'MiB', mostPerHour, of };
}

function counted(name: string, mostPerHour: number, of: (vitals: Vitals) => number | null): Watched {
  return { name, unit: '', mostPerHour, of };
}
