import type { DepartureOutcome } from './departure.entity.js';

const DAY_MS = 86_400_000;
/** How long somebody may decide on it, and then, once approved, carry it out. */
const VALID_DAYS = 7;

export const DEPARTURE_STATES = ['pending', 'approved', 'refused', 'exported', 'lapsed'] as const;
export type DepartureState = (typeof DEPARTURE_STATES)[number];

/** The end of what begins at `now`: a proposal, or the approval of one. */
export function lapsesAfter(now: Date): Date {
  return new Date(now.getTime() + VALID_DAYS * DAY_MS);
}

/** What a departure is at `now`. One that was exported stays so; exporting again needs a new one. */
export function departureState(
  departure: {
    readonly outcome: DepartureOutcome;
    readonly lapsesAt: Date;
    readonly exportedAt?: Date | null | undefined;
  },
  now: Date,
): DepartureState {
  const { outcome, lapsesAt, exportedAt } = departure;
  if (exportedAt) return 'exported';
  return outcome !== 'refused' && lapsesAt <= now ? 'lapsed' : outcome;
}
