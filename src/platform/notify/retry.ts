const MINUTE_MS = 60_000;

/** How long after a failed attempt the next one follows; the last one stands for all that come later. */
const WAITS_MINUTES = [1, 5, 15, 60, 240] as const;

/** A message that nobody has taken for so long tells nobody anything new. */
const GIVEN_UP_AFTER_MS = 3 * 24 * 60 * MINUTE_MS;

/** When to try again after the failure at `now` of the attempt of this number (1 is the first); null: not at all. */
export function nextAttempt(attempts: number, createdAt: Date, now: Date): Date | null {
  const minutes = WAITS_MINUTES[Math.min(attempts, WAITS_MINUTES.length) - 1] ?? WAITS_MINUTES[0];
  const next = new Date(now.getTime() + minutes * MINUTE_MS);
  return next.getTime() - createdAt.getTime() > GIVEN_UP_AFTER_MS ? null : next;
}
