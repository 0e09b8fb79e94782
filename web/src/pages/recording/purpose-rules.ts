import type { Purpose } from '../../api/types.js';

/** The purposes that need their ticket, development item or case named each time; the server refuses without. */
const NEEDS_REFERENCE: ReadonlySet<Purpose> = new Set(['service-development', 'complaint', 'rights-request']);

export function needsReference(purpose: Purpose): boolean {
  return NEEDS_REFERENCE.has(purpose);
}

/** A purpose as a person stated it, with its reference where it needs one. */
export interface StatedPurpose {
  readonly purpose: Purpose;
  readonly reference?: string;
}
