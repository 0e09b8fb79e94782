import type { MutationCacheNotifyEvent } from '@tanstack/react-query';
import { Problem } from '../../api/problem.js';
import type { ClosedBecause } from '../../api/types.js';

const BECAUSE: readonly string[] = ['not-continued', 'copy-missing', 'alarm', 'late'] satisfies ClosedBecause[];

/** Why nothing is played: what closes playback, or that the log cannot be written; `unknown` for a reason of a later server. */
export type LogClosed = ClosedBecause | 'unavailable' | 'unknown';

/** What a refused call says about the log; null where it says nothing. */
export function logClosedIn(error: unknown): LogClosed | null {
  if (!(error instanceof Problem)) return null;
  if (error.code === 'log-unavailable') return 'unavailable';
  if (error.code !== 'log-closed') return null;
  const { because } = error.details;
  return typeof because === 'string' && BECAUSE.includes(because) ? (because as ClosedBecause) : 'unknown';
}

/** What a step of some call changes: that the log is closed, that it is open again (null), or nothing (undefined). */
export function logClosedBy(event: MutationCacheNotifyEvent): LogClosed | null | undefined {
  if (event.type !== 'updated') return undefined;
  if (event.action.type === 'error') return logClosedIn(event.action.error) ?? undefined;
  return event.action.type === 'success' && isPlayback(event.action.data) ? null : undefined;
}

/** A playback that was granted: the log was open for it. */
function isPlayback(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'audioUrl' in data;
}
