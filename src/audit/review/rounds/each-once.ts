import type { Why } from './review-round.entity.js';

/** An event that a round is to look at. */
export interface CollectedItem {
  readonly eventId: string;
  readonly recordedAt: Date;
  readonly why: readonly Why[];
}

/** An event, and one reason to look at it. */
export interface WantedEvent {
  readonly event: { readonly id: string; readonly recorded_at: Date };
  readonly why: Why;
}

/** The events that are looked at, each once and with all the reasons for it, in the order of coming. */
export function eachOnce(wanted: readonly WantedEvent[]): CollectedItem[] {
  const byId = Map.groupBy(wanted, ({ event }) => event.id);
  return [...byId].flatMap(([eventId, [first, ...others]]) =>
    first ? [{ eventId, recordedAt: first.event.recorded_at, why: [first, ...others].map(({ why }) => why) }] : [],
  );
}
