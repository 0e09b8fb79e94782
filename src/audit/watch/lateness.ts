import type { OwnEvent } from './own-events.js';

/** How long an event may wait for its place in the tree; design §4 promises a second. */
export const LATE_MS = 5000;
/** Looks that are further apart than this mean that the process or the database stood still, not that events are late. */
const STOOD_STILL_MS = 3000;
/** A look that takes longer is given up, unless the process stood still meanwhile. */
export const LOOK_TAKES_MS = 5000;

/** Tells events that wait for too long from a process or a database that stood still. Time is monotonic. */
export class Lateness {
  /** When the last look that came to its end ended, and when the present one began. */
  #lookedAt = performance.now();
  #beganAt = this.#lookedAt;

  begin(): void {
    this.#beganAt = performance.now();
  }

  /**
   * Whether one of `waiting` has waited for too long. Those that a standstill kept waiting get that time back; how long the look itself
   * waited for an answer is no standstill, for events go on being committed meanwhile.
   */
  isLate(waiting: readonly OwnEvent[]): boolean {
    const now = performance.now();
    const overlongMs = Math.max(0, now - this.#beganAt - LOOK_TAKES_MS);
    const stoodStillMs = this.#beganAt - this.#lookedAt + overlongMs;
    this.#lookedAt = now;
    if (stoodStillMs > STOOD_STILL_MS)
      for (const event of waiting) event.since = Math.min(now, event.since + stoodStillMs);
    return waiting.some(({ since }) => now - since > LATE_MS);
  }
}
