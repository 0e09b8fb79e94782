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
  const items = new Map<string, CollectedItem>();
  for (const { event, why } of wanted) {
    const reasons = items.get(event.id)?.why ?? [];
    items.set(event.id, { eventId: event.id, recordedAt: event.recorded_at, why: [...reasons, why] });
  }
  return [...items.values()];
}
