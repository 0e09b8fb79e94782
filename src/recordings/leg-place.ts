import type { LegPlace } from './recordings.schemas.js';

/** From when until when a leg of a call went. */
export interface LegTimes {
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** How `leg` lies in time to `shown`: a consultation begins while the other goes on, a transfer when it has ended. */
export function placeOf(leg: LegTimes, shown: LegTimes): LegPlace {
  if (leg.startedAt.getTime() === shown.startedAt.getTime()) return 'together';
  if (leg.startedAt < shown.startedAt) return leg.endedAt > shown.startedAt ? 'during' : 'before';
  return leg.startedAt < shown.endedAt ? 'during' : 'after';
}
