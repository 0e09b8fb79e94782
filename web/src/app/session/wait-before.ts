const SHORTEST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before coming back after so many failures in a row: twice as long each time, up to a minute, and spread
 * so that the pages of a house do not come back in step.
 * @param spread from 0 to 1
 */
export function waitBeforeMs(failures: number, spread: number): number {
  const fullMs = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(failures, 10));
  return fullMs * (0.5 + spread / 2);
}
