import { parseDay } from '../../kernel/calendar.js';
import type { VersionDays } from './bound-through.js';
import type { UndertakingVersion } from './undertaking-version.entity.js';

/** The days of a version, which decide who is bound. */
export function daysOf({ version, inForceOn, graceDays }: UndertakingVersion): VersionDays {
  return { version, inForceOn: parseDay(inForceOn), graceDays };
}
