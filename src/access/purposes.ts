/** The purposes of the register (privacy notice §5) and, for duties under the law, `rights-request`. A closed list. */
export const PURPOSES = [
  'service-development',
  'internal-training',
  'complaint',
  'service-level-study',
  'rights-request',
] as const;

export type Purpose = (typeof PURPOSES)[number];

/** What a person may object to, or withdraw consent for: answering the requests of people is a duty (art. 6(1)(c)), and stays. */
export const BLOCKABLE_PURPOSES = [
  'service-development',
  'internal-training',
  'complaint',
  'service-level-study',
] as const satisfies readonly Purpose[];
export type BlockablePurpose = (typeof BLOCKABLE_PURPOSES)[number];

/** Purposes that need their ticket, development item or case named each time (domain.md §1). */
const NEEDS_REFERENCE: ReadonlySet<Purpose> = new Set(['service-development', 'complaint', 'rights-request']);

/** Whether a use for `purpose` must name a reference. */
export function needsReference(purpose: Purpose): boolean {
  return NEEDS_REFERENCE.has(purpose);
}
