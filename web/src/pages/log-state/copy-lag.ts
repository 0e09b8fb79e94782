import type { LogState } from '../../api/types.js';

/** How long the copy may stand still while the log grows; it is written every few seconds. */
const LAG_MS = 60_000;

/** Events that the copy outside lacks. */
export function eventsBehind({ size, copy }: Pick<LogState, 'size' | 'copy'>): number {
  return Math.max(0, size - (copy?.size ?? 0));
}

/** Whether the log has grown and its copy has not been written for over a minute at `now` (ms). */
export function isCopyBehind(log: Pick<LogState, 'size' | 'copy'>, now: number): boolean {
  if (log.copy === null || eventsBehind(log) === 0) return false;
  return now - Date.parse(log.copy.copiedAt) > LAG_MS;
}
