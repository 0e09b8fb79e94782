import type { SavedFilters } from '../../api/types.js';
import { addDays, isDay } from '../../ui/format/helsinki.js';

/** The filters of the list that stand in the address: none of them is personal. Empty: not filtered by it. */
export interface Filters {
  /** So many days back, today included; instead of `from` and `to`. */
  readonly days: string;
  readonly from: string;
  readonly to: string;
  readonly queue: string;
  readonly unit: string;
  readonly ticket: string;
  readonly hold: string;
}

export const NO_FILTERS: Filters = { days: '', from: '', to: '', queue: '', unit: '', ticket: '', hold: '' };

/** What can be chosen for `days`. */
export const SPANS_DAYS = ['1', '2', '7', '14', '31'] as const;

type Given = Partial<Record<keyof Filters, string>>;

/** Reads the filters of an address; what is not a filter, or a day that is none, is left out. */
export function filtersOf(address: URLSearchParams): Filters {
  const text = (name: keyof Filters): string => address.get(name)?.trim() ?? '';
  const day = (name: keyof Filters): string => (isDay(text(name)) ? text(name) : '');
  const days = SPANS_DAYS.find(span => span === text('days')) ?? '';
  return {
    days,
    from: days ? '' : day('from'),
    to: days ? '' : day('to'),
    queue: text('queue'),
    unit: text('unit'),
    ticket: text('ticket'),
    hold: text('hold') === 'true' ? 'true' : '',
  };
}

/** The filters that are set, for the address. */
export function setFilters(filters: Filters): Given {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
}

/** The filters that are set on `today` (`YYYY-MM-DD`), for `GET /recordings`. */
export function queryFilters(filters: Filters, today: string): Omit<Given, 'days'> {
  const { days, ...others } = setFilters(filters);
  return days === undefined ? others : { ...others, from: addDays(today, 1 - Number(days)) };
}

/** The same for the body of `POST /recordings/searches`, where `hold` is a boolean. */
export function bodyFilters(filters: Filters, today: string): Omit<Given, 'days' | 'hold'> & { hold?: boolean } {
  const { hold, ...others } = queryFilters(filters, today);
  return { ...others, ...(hold ? { hold: true } : {}) };
}

/** The same as they are kept on the server: `days` stays what it is, so that a search of this week is one next week too. */
export function keptFilters(filters: Filters): SavedFilters {
  const { hold, days, ...others } = setFilters(filters);
  return { ...others, ...(days ? { days: Number(days) } : {}), ...(hold ? { hold: true } : {}) };
}

/** The address of the list under filters that were kept. */
export function addressOf(kept: SavedFilters): string {
  const text = Object.entries(kept).map(([name, value]): [string, string] => [name, String(value)]);
  return `/recordings?${new URLSearchParams(text).toString()}`;
}
