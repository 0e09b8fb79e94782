import type { OwnEvent } from './own-events.js';

/** How long an event may wait for its place in the tree; design §4 promises a second. */
export const LATE_MS = 5000;
/** Looks that are further apart than this mean that the process or the database stood still, not that events are late. */
const STOOD_STILL_MS = 3000;

/** Tells events that wait for too long from a process or a database that stood still. Time is monotonic. */
export class Lateness {
  #lookedAt = performance.now();

  /** Whether one of `waiting` has waited for too long. Those that a standstill kept waiting get that time back. */
  isLate(waiting: readonly OwnEvent[]): boolean {
    const now = performance.now();
    const stoodStillMs = now - this.#lookedAt;
    this.#lookedAt = now;
    if (stoodStillMs > STOOD_STILL_MS)
      for (const event of waiting) event.since = Math.min(now, event.since + stoodStillMs);
    return waiting.some(({ since }) => now - since > LATE_MS);
  }
}
