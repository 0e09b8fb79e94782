const HOUR_MS = 3_600_000;
const HOURS = 72;

/**
 * Until when the authority must be told of a breach (GDPR art. 33(1)): 72 hours after the controller became aware, by the clock and not by
 * days, whatever the calendar does meanwhile. Regulation 1182/71 art. 3 would begin at the next full hour and ask for two working days
 * within; the earlier moment counts here (counsel).
 */
export function deadlineOf(awareAt: Date): Date {
  return new Date(awareAt.getTime() + HOURS * HOUR_MS);
}

/** How many whole hours are left, rounded down; negative once the moment has passed. */
export function hoursLeft(awareAt: Date, now: Date): number {
  return Math.floor((deadlineOf(awareAt).getTime() - now.getTime()) / HOUR_MS);
}
