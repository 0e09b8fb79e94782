import type { Figures } from './figures.js';

/** `not-known`: it was never looked at, or so long ago that it says nothing any more. */
export const STANDINGS = ['kept', 'broken', 'not-known'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What a check came to. */
export interface CheckResult {
  readonly standing: Standing;
  /** How many things do not hold; 0 unless it is broken. */
  readonly broken: number;
  readonly figures: Figures;
}

/** A check looks, and changes nothing. */
export type Check = () => Promise<CheckResult>;

/** Broken where anything of `faults` is, and kept where nothing is. */
export function byFaults(faults: readonly number[], figures: Figures): CheckResult {
  const broken = faults.reduce((sum, count) => sum + count, 0);
  return { standing: broken > 0 ? 'broken' : 'kept', broken, figures };
}

export function notKnown(figures: Figures = {}): CheckResult {
  return { standing: 'not-known', broken: 0, figures };
}

/** What happens each night and was not seen for two says nothing of today. */
export const NIGHTLY_MS = 48 * 3_600_000;

export function isOld(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() > NIGHTLY_MS;
}
