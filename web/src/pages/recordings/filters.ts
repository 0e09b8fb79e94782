import { isDay } from '../../ui/format/helsinki.js';

/** The filters of the list that stand in the address: none of them is personal. Empty: not filtered by it. */
export interface Filters {
  readonly from: string;
  readonly to: string;
  readonly queue: string;
  readonly unit: string;
  readonly ticket: string;
  readonly hold: string;
}

export const NO_FILTERS: Filters = { from: '', to: '', queue: '', unit: '', ticket: '', hold: '' };

/** Reads the filters of an address; what is not a filter, or a day that is none, is left out. */
export function filtersOf(address: URLSearchParams): Filters {
  const text = (name: keyof Filters): string => address.get(name)?.trim() ?? '';
  const day = (name: keyof Filters): string => (isDay(text(name)) ? text(name) : '');
  return {
    from: day('from'),
    to: day('to'),
    queue: text('queue'),
    unit: text('unit'),
    ticket: text('ticket'),
    hold: text('hold') === 'true' ? 'true' : '',
  };
}

/** The filters that are set, for the address and for `GET /recordings`. */
export function setFilters(filters: Filters): Partial<Record<keyof Filters, string>> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
}

/** The same for the body of `POST /recordings/searches`, where `hold` is a boolean. */
export function bodyFilters(filters: Filters): Omit<Partial<Filters>, 'hold'> & { hold?: boolean } {
  const { hold, ...others } = setFilters(filters);
  return { ...others, ...(hold ? { hold: true } : {}) };
}
