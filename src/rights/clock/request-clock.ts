import type { Day } from '../../kernel/calendar.js';
import { extendedLastDay, hasEnded, lastDay, type ResponsePeriod } from './response-period.js';
import { stopsAsOf, type Stop } from './stop.js';

/** What of a request its clock runs by. */
export interface RequestClock {
  /** The day in Helsinki on which it was received, whatever the channel. */
  readonly receivedOn: Day;
  readonly stops: readonly Stop[];
  /** The day on which the notice of the extension was sent; `null` where nothing is extended. */
  readonly extendedOn: Day | null;
}

/**
 * The period by which the answer is due: the extended one where its notice went out in time, else the first. So a receipt that
 * is corrected to an earlier day undoes an extension that came too late for it.
 */
export function periodInForce(request: RequestClock): ResponsePeriod {
  const { receivedOn, stops } = request;
  return isExtended(request) ? extendedLastDay(receivedOn, stops) : lastDay(receivedOn, stops);
}

/** Whether the notice of an extension went out before the first end had ended. */
export function isExtended(request: RequestClock): boolean {
  return request.extendedOn !== null && !isFirstEndOver(request, request.extendedOn);
}

/** Whether the first period had ended before `on`, by what was so on that day. */
export function isFirstEndOver({ receivedOn, stops }: RequestClock, on: Day): boolean {
  return hasEnded(lastDay(receivedOn, stopsAsOf(stops, on)), on);
}
