import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';

/**
 * When requests are due that come `perSecond` on average and know nothing of each other (a Poisson process), in milliseconds from the
 * beginning, for `lastsMs`. They do not wait for answers: what a slow server does to the later ones is seen as their latency.
 */
export function* arrivals(random: SeededRandom, perSecond: number, lastsMs: number): Generator<number, void> {
  if (perSecond <= 0) return;
  for (let dueMs = gapMs(random, perSecond); dueMs < lastsMs; dueMs += gapMs(random, perSecond)) yield dueMs;
}

function gapMs(random: SeededRandom, perSecond: number): number {
  return (-Math.log(1 - random.next()) / perSecond) * 1000;
}
