import type { HoldKind, HoldState } from '../../api/types.js';
import { HOLD_KINDS } from './hold-kinds.js';

export const HOLD_STATES: readonly HoldState[] = ['requested', 'active', 'refused', 'lapsed', 'ended', 'released'];

/** The filters of the list of holds, as they stand in its address and in `GET /holds`. */
export interface HoldFilters {
  readonly state?: HoldState;
  readonly kind?: HoldKind;
  readonly overdue?: 'true';
}

/** Reads the filters of an address; what is not a filter is left out. */
export function holdFiltersOf(address: URLSearchParams): HoldFilters {
  const state = HOLD_STATES.find(one => one === address.get('state'));
  const kind = HOLD_KINDS.find(one => one === address.get('kind'));
  return {
    ...(state ? { state } : {}),
    ...(kind ? { kind } : {}),
    ...(address.get('overdue') === 'true' ? { overdue: 'true' } : {}),
  };
}

/** The address after one filter is set, or taken away by an empty text. */
export function withFilter(filters: HoldFilters, name: keyof HoldFilters, value: string): Record<string, string> {
  const wanted: Record<string, string> = { ...filters, [name]: value };
  return Object.fromEntries(Object.entries(wanted).filter(([, set]) => set !== ''));
}
