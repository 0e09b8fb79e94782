import { addDays, daysBetween, isDay } from '../../ui/format/helsinki.js';

/** What calls can be told apart by, in the order in which it is offered. */
export const GROUPINGS = ['day', 'week', 'month', 'weekday', 'hour', 'queue', 'unit'] as const;
export type Grouping = (typeof GROUPINGS)[number];

const USUAL_DAYS = 28;
/** The server studies no more at once: three years. */
const MOST_DAYS = 1096;

/** What is studied; days of Helsinki, both included, or while they are being typed the texts as they stand. Empty: every queue, every unit. */
export interface AskedStudy {
  readonly from: string;
  readonly through: string;
  readonly group: Grouping;
  readonly queue: string;
  readonly unit: string;
}

/** What an address asks for; where it names no days well, the last four weeks before `today`, which is in no study. */
export function askedIn(address: URLSearchParams, today: string): AskedStudy {
  const usual = { from: addDays(today, -USUAL_DAYS), through: addDays(today, -1) };
  const named = { from: address.get('from') ?? '', through: address.get('through') ?? '' };
  const group = GROUPINGS.find(one => one === address.get('group')) ?? 'day';
  const days = faultOf(named, today) === null ? named : usual;
  return { ...days, group, queue: address.get('queue') ?? '', unit: address.get('unit') ?? '' };
}

/** The same for an address, or for the server: what is empty is left out. */
export function queryOf({ from, through, group, queue, unit }: AskedStudy) {
  return { from, through, group, ...(queue === '' ? {} : { queue }), ...(unit === '' ? {} : { unit }) };
}

/** What is wrong with the days, if anything. */
export function faultOf(
  { from, through }: Pick<AskedStudy, 'from' | 'through'>,
  today: string,
): 'not-a-day' | 'not-in-order' | 'too-long' | 'not-over' | null {
  if (!isDay(from) || !isDay(through)) return 'not-a-day';
  if (through >= today) return 'not-over';
  const days = daysBetween(from, through) + 1;
  if (days < 1) return 'not-in-order';
  return days > MOST_DAYS ? 'too-long' : null;
}
