/** What must stand in a letter of some kind, in the order in which missing ones are told. */
export const PARTS = [
  'recipient',
  'written-on',
  'reference',
  'controller',
  'data-protection-officer',
  'signatory',
  'request',
  'received-on',
  'last-day',
  'doubt',
  'ways-to-identify',
  'question',
  'stopped-on',
  'extension-ground',
  'extension-reason',
  'first-last-day',
  'new-last-day',
  'decisions',
  'effect',
  'ground',
  'reason',
  'ombudsman-on-request',
  'basis-of-purposes',
  'final-day',
  'purposes',
  'categories',
  'data-recipients',
  'retention',
  'source',
  'data-subject-rights',
  'consultations',
  'staff-name-justification',
  'automated-decisions',
  'lifted-on',
  'lifting-reason',
  'disclosed',
  'right',
  'authority-request',
  'provision',
  'scope',
  'files',
  'two-people',
  'erased-on',
  'complaint',
  'remedy',
] as const;
export type Part = (typeof PARTS)[number];

/** Parts that the template writes by itself: a draft cannot lack them. */
export const FIXED_PARTS: readonly Part[] = [
  'ombudsman-on-request',
  'data-subject-rights',
  'automated-decisions',
  'remedy',
];

/** Parts that a draft must have and a letter must not. */
export const INTERNAL_PARTS: readonly Part[] = ['staff-name-justification'];

/** `parts` once each, in the order of {@link PARTS}. */
export function inOrder(parts: Iterable<Part>): Part[] {
  const found = new Set(parts);
  return PARTS.filter(part => found.has(part));
}
