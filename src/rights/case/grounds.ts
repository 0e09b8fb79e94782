import type { Right } from './rights.js';

/**
 * Grounds of a refusal, whole or in part (domain.md §3); the last four are those without which some rights could not be refused
 * honestly: the conditions of the articles themselves (counsel).
 */
export const REFUSAL_GROUNDS = [
  'not-identifiable-12-2',
  'unfounded-12-5',
  'excessive-12-5',
  'rights-of-others-15-4',
  'security-or-crime-dpa-34',
  'serious-danger-dpa-34',
  'supervision-dpa-34',
  'legal-obligation-17-3-b',
  'legal-claims-17-3-e',
  'under-hold-17',
  'no-consent-or-contract-20',
  'compelling-grounds-21',
  'accurate-16',
  'no-ground-17-1',
  'no-ground-18-1',
  'no-consent-7-3',
] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

/** Data Protection Act 1050/2018 §34(1): items 1, 2 and 3. They restrict the right of access alone. */
const SECTION_34 = [
  'security-or-crime-dpa-34',
  'serious-danger-dpa-34',
  'supervision-dpa-34',
] as const satisfies RefusalGround[];

/** GDPR arts. 12(2) and 12(5): they stand against each of the rights of arts. 15 to 22, and so not against 7(3). */
const ANY_OF_15_TO_22 = [
  'not-identifiable-12-2',
  'unfounded-12-5',
  'excessive-12-5',
] as const satisfies RefusalGround[];

const GROUNDS: Readonly<Record<Right, readonly RefusalGround[]>> = {
  // Art. 15(4): others' rights; what is others' is redacted first.
  access: [...ANY_OF_15_TO_22, 'rights-of-others-15-4', ...SECTION_34],
  // Art. 16 is about what is inaccurate or incomplete.
  rectification: [...ANY_OF_15_TO_22, 'accurate-16'],
  // Art. 17(1) names the grounds of an erasure, 17(3) the exceptions; another hold keeps what it names until it ends.
  erasure: [
    ...ANY_OF_15_TO_22,
    ...(['legal-obligation-17-3-b', 'legal-claims-17-3-e', 'under-hold-17', 'no-ground-17-1'] as const),
  ],
  // Art. 18(1) names the cases.
  restriction: [...ANY_OF_15_TO_22, 'no-ground-18-1'],
  // Art. 20(1)(a): consent or contract alone; 20(4) says of others' rights what 15(4) does.
  portability: [...ANY_OF_15_TO_22, 'no-consent-or-contract-20', 'rights-of-others-15-4'],
  // Art. 21(1); there is none against an objection to direct marketing (21(3)).
  objection: [...ANY_OF_15_TO_22, 'compelling-grounds-21'],
  // Art. 7(3): at any time; only what nobody consented to cannot be withdrawn.
  'consent-withdrawal': ['no-consent-7-3'],
};

/** Grounds on which one recording, or a part of it, is withheld from a copy: those that are about the request as a whole are none. */
export const GROUNDS_OF_WITHHOLDING = ['rights-of-others-15-4', ...SECTION_34] as const satisfies RefusalGround[];

/** The grounds on which `right` can be refused, wholly or in part (domain.md §3). */
export function groundsOf(right: Right): readonly RefusalGround[] {
  return GROUNDS[right];
}

/** Whether the person need not be told the reasons, where stating them would defeat the purpose of the restriction (§34(3)). */
export function mayLeaveReasonsOut(ground: RefusalGround): boolean {
  return (SECTION_34 as readonly RefusalGround[]).includes(ground);
}
