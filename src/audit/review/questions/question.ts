import { DESK_HOURS } from '../desk-hours.js';

/**
 * A question that is put to the log over and over. `sql` is a query of `(id, recorded_at, why)`: the events that are
 * flagged, each once, and why (a JSON object of ids, numbers and days). It reads the table `log` alone, which has the columns of
 * `audit_event` and its leaf as `doc`, and looks for what was recorded from $1 (included) to $2 (excluded, the start of a day);
 * what it compares with may lie before. The same log and period give the same answer.
 */
export interface Question {
  readonly name: string;
  /** What it asks, with its numbers, in a sentence. */
  readonly asks: string;
  readonly sql: string;
}

/** Acts by which somebody came to hear a call or to read a personal field. */
export const HEARD = `action in ('playback.granted', 'field.revealed') and outcome = 'done' and actor_id is not null`;

/** The day of the desk on which `instant` lies. */
export function dayOf(instant: string): string {
  return `(${instant} at time zone '${DESK_HOURS.zone}')::date`;
}
