import type { RefusalGround, Right } from '../../api/types.js';

const SECTION_34: readonly RefusalGround[] = [
  ...(['security-or-crime-dpa-34', 'serious-danger-dpa-34', 'supervision-dpa-34'] as const),
];
const ANY: readonly RefusalGround[] = ['not-identifiable-12-2', 'unfounded-12-5', 'excessive-12-5'];

/** The grounds that the server accepts for the refusal of each right, wholly or in part. */
const OF_RIGHT: Readonly<Record<Right, readonly RefusalGround[]>> = {
  access: ['rights-of-others-15-4', ...SECTION_34, ...ANY],
  rectification: ['accurate-16', ...ANY],
  erasure: ['no-ground-17-1', 'legal-obligation-17-3-b', 'legal-claims-17-3-e', 'under-hold-17', ...ANY],
  restriction: ['no-ground-18-1', ...ANY],
  portability: ['no-consent-or-contract-20', 'rights-of-others-15-4', ...ANY],
  objection: ['compelling-grounds-21', ...ANY],
  'consent-withdrawal': ['no-consent-7-3'],
};

/** The grounds on which one recording, or a part of it, is withheld. */
export const GROUNDS_OF_WITHHOLDING: readonly RefusalGround[] = ['rights-of-others-15-4', ...SECTION_34];

/** Every ground that there is, each once. */
export const ALL_GROUNDS: readonly RefusalGround[] = [...new Set(Object.values(OF_RIGHT).flat())];

export function groundsOf(right: Right): readonly RefusalGround[] {
  return OF_RIGHT[right];
}

/** Whether the reasons may be left out of the answer (Data Protection Act 1050/2018 §34). */
export function mayLeaveReasonsOut(ground: string): boolean {
  return SECTION_34.some(one => one === ground);
}
