import { addDays, daysBetween, isDay } from '../../ui/format/helsinki.js';

/** Days that are looked into unless others are chosen, today included. */
const USUAL_DAYS = 30;
/** The server looks into no more at once. */
const MOST_DAYS = 366;

/** Days of Helsinki, both included; while they are being typed, the texts as they stand. */
export interface Period {
  readonly fromOn: string;
  readonly toOn: string;
}

/** The period that an address names with `from` and `to`; what it does not name well is of the last days before `today`. */
export function periodOf(address: URLSearchParams, today: string): Period {
  const asked = { fromOn: address.get('from') ?? '', toOn: address.get('to') ?? '' };
  return faultOf(asked) === null ? asked : { fromOn: addDays(today, 1 - USUAL_DAYS), toOn: today };
}

/** The same period for an address. */
export function addressOf({ fromOn, toOn }: Period): string {
  return new URLSearchParams({ from: fromOn, to: toOn }).toString();
}

/** What is wrong with a period, if anything. */
export function faultOf({ fromOn, toOn }: Period): 'not-a-day' | 'not-in-order' | 'too-long' | null {
  if (!isDay(fromOn) || !isDay(toOn)) return 'not-a-day';
  const days = daysBetween(fromOn, toOn) + 1;
  if (days < 1) return 'not-in-order';
  return days > MOST_DAYS ? 'too-long' : null;
}
