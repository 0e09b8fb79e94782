import type { Purpose } from '../../api/types.js';

/** The purposes that need their ticket, development item or case named each time; the server refuses without. */
const NEEDS_REFERENCE = ['service-development', 'complaint', 'rights-request'] as const satisfies Purpose[];

/** Whether a use for `purpose` must name a reference. */
export function needsReference(purpose: Purpose): purpose is (typeof NEEDS_REFERENCE)[number] {
  return NEEDS_REFERENCE.some(one => one === purpose);
}

/** A purpose as a person stated it, with its reference where it needs one. */
export interface StatedPurpose {
  readonly purpose: Purpose;
  readonly reference?: string;
}
