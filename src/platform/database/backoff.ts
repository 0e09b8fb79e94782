const SHORTEST_MS = 100;
const LONGEST_MS = 5_000;

/**
 * How long to wait before the next attempt after so many failures in a row: twice as long each time, up to 5 s, and
 * spread so that instances that lost the same database do not come back in step.
 * @param spread from 0 to 1
 */
export function backoffMs(failures: number, spread: number): number {
  const fullMs = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(failures, 10));
  return fullMs * (0.5 + spread / 2);
}
