import type { LogFilters } from '../../api/types.js';
import { addDays, isDay, startOfDay } from '../../ui/format/helsinki.js';

const NAMES = [
  ...(['from', 'to', 'staff', 'action', 'outcome', 'purpose'] as const),
  ...(['callOn', 'queue', 'agent', 'concerns', 'recording', 'contact', 'session'] as const),
];
type FilterName = (typeof NAMES)[number];

/** The filters of the log as the address holds them; `from`, `to` and `callOn` are days, `to` included. Empty: not filtered by it. */
export type LogAddress = Readonly<Record<FilterName, string>>;

export function logAddressOf(address: URLSearchParams): LogAddress {
  const entries = NAMES.map(name => [name, address.get(name)?.trim() ?? '']);
  return Object.fromEntries(entries) as LogAddress; // NAMES are its very keys
}

/** The filters that are set, for the address. */
export function setLogFilters(address: LogAddress): Partial<LogAddress> {
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== ''));
}

/** The names of the filters that {@link logQuery} passes on, in the order of the form. */
export function filtersInForce(address: LogAddress): FilterName[] {
  const query = logQuery(address);
  return NAMES.filter(name => name in query);
}

/** The same for `GET /audit/events`: days become instants, from the start of the first to the end of the last in Helsinki. */
export function logQuery(address: LogAddress): LogFilters {
  const { from, to, callOn, ...others } = address;
  return {
    ...setLogFilters({ ...others, from: '', to: '', callOn: isDay(callOn) ? callOn : '' }),
    ...(isDay(from) ? { from: startOfDay(from) } : {}),
    ...(isDay(to) ? { to: startOfDay(addDays(to, 1)) } : {}),
  } as LogFilters; // an action or outcome that the server does not know is refused there
}
