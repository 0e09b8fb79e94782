/** The purposes of the register (privacy notice §5) and, for duties under the law, `rights-request`. A closed list. */
export const PURPOSES = [
  'service-development',
  'internal-training',
  'complaint',
  'service-level-study',
  'rights-request',
] as const;

export type Purpose = (typeof PURPOSES)[number];

/** Purposes that need their ticket, development item or case named each time (domain.md §1). */
const NEEDS_REFERENCE: ReadonlySet<Purpose> = new Set(['service-development', 'complaint', 'rights-request']);

/** Whether a use for `purpose` must name a reference. */
export function needsReference(purpose: Purpose): boolean {
  return NEEDS_REFERENCE.has(purpose);
}
