import { helsinkiDay, LAST_DAY, parseDay, type Day } from '../../kernel/calendar.js';
import { periodInForce, type RequestClock } from '../clock/request-clock.js';
import type { Stop as ClockStop } from '../clock/stop.js';
import type { Stop } from './case-rows.entity.js';
import type { RightsCase } from './rights-case.entity.js';

type ClockedStop = Pick<Stop, 'kind' | 'stoppedOn' | 'resumedOn'>;

/**
 * The clock of a case as its rows tell of it. Of one that came back when a hold had ended it runs from that day, as if what waited had been
 * asked for anew (counsel).
 */
export function clockOf(
  { receivedOn, returnedOn, extendedAt }: Pick<RightsCase, 'receivedOn' | 'returnedOn' | 'extendedAt'>,
  stops: readonly ClockedStop[],
): RequestClock {
  const extendedOn = extendedAt ? helsinkiDay(extendedAt) : null;
  return {
    receivedOn: parseDay(returnedOn ?? receivedOn),
    stops: stops.map(stopOf),
    extendedOn: extendedOn && returnedOn && extendedOn < returnedOn ? null : extendedOn,
  };
}

/** The clock by which a case is counted: it was received once, whatever came back of it. */
export function firstClockOf(
  { receivedOn, extendedAt }: Pick<RightsCase, 'receivedOn' | 'extendedAt'>,
  stops: readonly ClockedStop[],
): RequestClock {
  return clockOf({ receivedOn, extendedAt, returnedOn: null }, stops);
}

/** A stop as its row tells of it. */
export function stopOf({ kind, stoppedOn, resumedOn }: Pick<Stop, 'kind' | 'stoppedOn' | 'resumedOn'>): ClockStop {
  return { kind, stoppedOn: parseDay(stoppedOn), resumedOn: resumedOn ? parseDay(resumedOn) : null };
}

/** The days that a case's row carries for the board: far in the future while the clock stands still, which sorts it last. */
export function boardDays(clock: RequestClock): {
  readonly lastOn: Day;
  readonly lastOnWithoutStops: Day;
  readonly stopped: boolean;
} {
  const period = periodInForce(clock);
  return {
    lastOn: period.lastDay ?? LAST_DAY,
    lastOnWithoutStops: period.withoutStops,
    stopped: !period.runs,
  };
}
