import type { PurposeShare } from '../../api/types.js';

/** A month (`YYYY-MM`): how often was played for each purpose, and in all. */
export interface Month {
  readonly month: string;
  readonly playbacks: ReadonlyMap<string, number>;
  readonly all: number;
}

/** What part of all playbacks was for the purpose, from 0 to 1. */
export function shareOf({ playbacks }: Pick<PurposeShare, 'playbacks'>, all: readonly PurposeShare[]): number {
  return playbacks / all.reduce((sum, share) => sum + share.playbacks, 0);
}

/** The same numbers month by month, in the order of time. */
export function byMonth(shares: readonly Pick<PurposeShare, 'purpose' | 'months'>[]): Month[] {
  const counted = shares.flatMap(({ purpose, months }) => months.map(month => ({ purpose, ...month })));
  return [...Map.groupBy(counted, ({ month }) => month)]
    .map(([month, counts]) => ({
      month,
      playbacks: new Map(counts.map(({ purpose, playbacks }) => [purpose, playbacks])),
      all: counts.reduce((sum, { playbacks }) => sum + playbacks, 0),
    }))
    .sort((one, other) => one.month.localeCompare(other.month));
}
