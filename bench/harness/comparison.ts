import { measure, type Operation, type Sample, type Span } from './measure.js';
import { median, spreadOf, type Spread } from './statistics.js';

/** Something that is measured by itself. */
export interface Part {
  readonly name: string;
  readonly operation: Operation;
  /** Runs before each round of this part, and is not measured: what an earlier part has left to be done ends here. */
  readonly before?: () => Promise<void>;
}

/** At most so many times the baseline's time, or at least such a share of its rate. */
export interface Goal {
  readonly kind: 'time-at-most' | 'rate-at-least';
  readonly ratio: number;
}

/** One row of the bench: Tallenne against a baseline, which is the sum of its parts. */
export interface Comparison {
  readonly name: string;
  /** What is measured, in one sentence. */
  readonly what: string;
  /** Rows without a goal of their own explain others. */
  readonly goal: Goal | null;
  /** `latency`: the median operation, one at a time. `throughput`: all of the time by the number of operations. */
  readonly by: 'latency' | 'throughput';
  readonly atOnce: number;
  readonly ours: Part;
  readonly baseline: readonly Part[];
  /** Its own warm-up and rounds, for operations that take long by their nature. */
  readonly plan?: Plan;
}

/** What a part took over all rounds: medians of the rounds. */
export interface PartResult {
  readonly name: string;
  readonly ms: number;
  readonly p95Ms: number;
  readonly operations: number;
  readonly clientBusy: number;
}

export interface RoundResult {
  readonly oursMs: number;
  readonly baselineMs: number;
  readonly ratio: number;
}

export interface RowResult {
  readonly name: string;
  readonly what: string;
  readonly goal: Goal | null;
  readonly met: boolean | null;
  readonly ratio: Spread;
  readonly atOnce: number;
  readonly ours: PartResult;
  readonly baseline: readonly PartResult[];
  readonly rounds: readonly RoundResult[];
}

/** Warm-up and rounds of every comparison. */
export interface Plan {
  readonly warmUp: Span;
  readonly round: Span;
  readonly rounds: number;
}

/** Measures ours and the baseline in turn, round after round; the ratio is made within each round. */
export async function compare(comparison: Comparison, ordinary: Plan): Promise<RowResult> {
  const { atOnce, plan = ordinary } = comparison;
  const parts = [comparison.ours, ...comparison.baseline];
  for (const part of parts) await measurePart(part, atOnce, plan.warmUp);
  const samples: Sample[][] = parts.map(() => []);
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const [place, part] of parts.entries()) samples[place]?.push(await measurePart(part, atOnce, plan.round));
  }
  return resultOf(comparison, samples);
}

async function measurePart(part: Part, atOnce: number, span: Span): Promise<Sample> {
  await part.before?.();
  return measure(part.operation, atOnce, span);
}

function resultOf(comparison: Comparison, samples: readonly (readonly Sample[])[]): RowResult {
  const { name, what, goal, atOnce } = comparison;
  const costs = samples.map(rounds => rounds.map(sample => costOf(sample, comparison)));
  const [oursMs = [], ...baselines] = costs;
  const rounds = oursMs.map((ms, round) => roundResult(ms, sum(baselines.map(all => all[round] ?? NaN)), goal));
  const ratio = spreadOf(rounds.map(round => round.ratio));
  const [ours, ...baseline] = [comparison.ours, ...comparison.baseline].map((part, place) =>
    partResult(part.name, costs[place] ?? [], samples[place] ?? []),
  );
  if (!ours) throw new RangeError('a comparison has at least our side');
  return { name, what, goal, met: goal && isMet(goal, ratio.median), ratio, atOnce, ours, baseline, rounds };
}

function costOf(sample: Sample, { by }: Comparison): number {
  return by === 'latency' ? sample.medianMs : sample.wallMsPerOperation;
}

function roundResult(oursMs: number, baselineMs: number, goal: Goal | null): RoundResult {
  const ratio = goal?.kind === 'rate-at-least' ? baselineMs / oursMs : oursMs / baselineMs;
  return { oursMs, baselineMs, ratio };
}

function isMet(goal: Goal, ratio: number): boolean {
  return goal.kind === 'time-at-most' ? ratio <= goal.ratio : ratio >= goal.ratio;
}

function partResult(name: string, costs: readonly number[], samples: readonly Sample[]): PartResult {
  return {
    name,
    ms: median(costs),
    p95Ms: median(samples.map(sample => sample.p95Ms)),
    operations: sum(samples.map(sample => sample.operations)),
    clientBusy: median(samples.map(sample => sample.clientBusy)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
