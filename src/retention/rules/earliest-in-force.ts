import { addDays, type Day } from '../../kernel/calendar.js';

/**
 * The first day from which a rule that is decided on `today` may be in force. One that leaves earlier calls alone begins
 * tomorrow: of the calls that end from then on nothing is here yet, so it lengthens nothing that is there.
 */
export function earliestInForce({ appliesToEarlier }: { readonly appliesToEarlier: boolean }, today: Day): Day {
  return appliesToEarlier ? today : addDays(today, 1);
}
