import { helsinkiDay, LAST_DAY, parseDay, type Day } from '../../kernel/calendar.js';
import { periodInForce, type RequestClock } from '../clock/request-clock.js';
import type { Stop as ClockStop } from '../clock/stop.js';
import type { Stop } from './case-rows.entity.js';
import type { RightsCase } from './rights-case.entity.js';

/** The clock of a case as its rows tell of it. */
export function clockOf(
  { receivedOn, extendedAt }: Pick<RightsCase, 'receivedOn' | 'extendedAt'>,
  stops: readonly Pick<Stop, 'kind' | 'stoppedOn' | 'resumedOn'>[],
): RequestClock {
  return {
    receivedOn: parseDay(receivedOn),
    stops: stops.map(stopOf),
    extendedOn: extendedAt ? helsinkiDay(extendedAt) : null,
  };
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
