import { isDay } from '../../ui/format/helsinki.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What certificates are found by. */
export interface CertificateQuery {
  readonly id?: string;
  readonly on?: string;
  readonly queue?: string;
  readonly run?: string;
}

/** Whether a text has the form of an id of a unit or a run. */
export function isId(text: string): boolean {
  return ID.test(text);
}

/** Reads what an address asks for; an id or a day that is none is left out. */
export function certificateFiltersOf(address: URLSearchParams): CertificateQuery {
  const [id = '', on = '', queue = '', run = ''] = ['id', 'on', 'queue', 'run'].map(
    name => address.get(name)?.trim() ?? '',
  );
  return {
    ...(isId(id) ? { id } : {}),
    ...(isDay(on) ? { on } : {}),
    ...(queue ? { queue } : {}),
    ...(isId(run) ? { run } : {}),
  };
}

/** What `GET /retention/whereabouts` is asked: one unit by its id, or the calls of a day; null while the address asks neither. */
export function whereaboutsOf(address: URLSearchParams): Omit<CertificateQuery, 'run'> | null {
  const { id, on, queue } = certificateFiltersOf(address);
  if (id) return { id };
  return on ? { on, ...(queue ? { queue } : {}) } : null;
}
