import type { Right } from './rights.js';

/** Data Protection Act 1050/2018 §34(1): items 1, 2 and 3. */
const SECTION_34 = ['security-or-crime', 'serious-danger', 'supervision'] as const;

/**
 * The grounds of a refusal. After the ones of domain.md §3 come those without which some rights could not be refused
 * honestly (counsel): arts. 16, 17(1), 18(1), 21(1) and 7(3) themselves.
 */
export const GROUNDS = [
  'not-identifiable',
  'manifestly-unfounded',
  'excessive',
  'rights-of-others',
  ...SECTION_34,
  'legal-obligation',
  'legal-claims',
  'portability-no-basis',
  'other-hold',
  'accurate',
  'no-ground-to-erase',
  'no-ground-to-restrict',
  'compelling-grounds',
  'no-consent',
] as const;
export type Ground = (typeof GROUNDS)[number];

/** GDPR art. 12(2) and 12(5), which stand against each right of arts. 15 to 22. */
const ANY_RIGHT = ['not-identifiable', 'manifestly-unfounded', 'excessive'] as const;

const GROUNDS_OF: Readonly<Record<Right, readonly Ground[]>> = {
  access: [...ANY_RIGHT, 'rights-of-others', ...SECTION_34],
  rectification: [...ANY_RIGHT, 'accurate'],
  erasure: [...ANY_RIGHT, 'legal-obligation', 'legal-claims', 'other-hold', 'no-ground-to-erase'],
  restriction: [...ANY_RIGHT, 'no-ground-to-restrict'],
  portability: [...ANY_RIGHT, 'portability-no-basis', 'rights-of-others'],
  objection: [...ANY_RIGHT, 'compelling-grounds'],
  'consent-withdrawal': ['no-consent'],
};

/** The grounds on which `right` can be refused. */
export function groundsOf(right: Right): readonly Ground[] {
  return GROUNDS_OF[right];
}

/** Whether the reasons may be left out where stating them would defeat the purpose (§34(3)), and the Ombudsman gets the data (§34(4)). */
export function isSection34(ground: Ground): boolean {
  return (SECTION_34 as readonly Ground[]).includes(ground);
}
