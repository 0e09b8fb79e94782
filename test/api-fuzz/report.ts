import { unexcused } from './excused.js';
import type { Sum } from './sum.js';

type ByName = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface ApiFuzzReport {
  readonly operations: number;
  readonly requests: number;
  /** What the operation with the fewest got. */
  readonly requestsEach: number;
  readonly perSecond: number;
  readonly answers: Readonly<Record<string, number>>;
  /** Of these, refused because the machine had no time to write the log. */
  readonly late: number;
  /** Operations that took something drafted by chance; the others are taken on a way alone, or never. */
  readonly takenByChance: number;
  /** Operations that no request has got through, with the codes of the refusals of what was valid by its schema. */
  readonly neverTaken: ByName;
  /** Those of them that nobody has excused. */
  readonly unexcused: readonly string[];
  /** Ways that were not walked to their end, with the steps that were refused. */
  readonly brokenWays: ByName;
  readonly faults: readonly string[];
}

export function reportOf(sum: Sum, faults: readonly string[]): ApiFuzzReport {
  const { operations, requests, fewest, perSecond, answers, late, neverTaken, brokenWays } = sum;
  const made = { operations, requests, requestsEach: fewest, perSecond, answers, late };
  const taken = { takenByChance: sum.takenByChanceAlone, neverTaken, unexcused: unexcused(neverTaken) };
  return { ...made, ...taken, brokenWays, faults };
}

/** Everything for which a run must not pass. @param isOfAll whether it was asked for every operation, and was not broken off */
export function failuresOf({ requests, faults, brokenWays, unexcused }: ApiFuzzReport, isOfAll: boolean): string[] {
  return [
    ...faults,
    ...(requests === 0 ? ['nothing was sent, and nothing was kept'] : []),
    ...Object.entries(brokenWays).map(([way, why]) => `${way} was not walked to its end: ${JSON.stringify(why)}`),
    ...(isOfAll ? unexcused.map(name => `${name} was never taken`) : []),
  ];
}
