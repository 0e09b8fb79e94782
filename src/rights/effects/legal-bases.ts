import { PURPOSES, type Purpose } from '../../access/index.js';
import type { RefusalGround } from '../case/grounds.js';

/** GDPR art. 6(1)(a) to (f). */
export const LEGAL_BASES = [
  'consent',
  'contract',
  'legal-obligation',
  'vital-interests',
  'public-task',
  'legitimate-interest',
] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** Whether data processed on `basis` are portable (GDPR art. 20(1)(a)). */
export function isPortable(basis: LegalBasis): boolean {
  return basis === 'consent' || basis === 'contract';
}

/** On which basis data are processed for each purpose, as the controller has settled it (counsel); one that is not named is open. */
export type LegalBases = Partial<Readonly<Record<Purpose, LegalBasis>>>;

/** Answering the requests of people is a duty of the law itself, whatever is set. */
const FIXED: LegalBases = { 'rights-request': 'legal-obligation' };

/**
 * The bases that a setting names, such as `internal-training=consent, complaint=legitimate-interest`.
 * @throws RangeError for a purpose or a basis that there is not, for a purpose named twice, and for one that the law settles
 */
export function parseLegalBases(text: string): LegalBases {
  const bases: Partial<Record<Purpose, LegalBasis>> = {};
  for (const pair of text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)) {
    const [name, named] = pair.split('=').map(part => part.trim());
    const [purpose, basis] = [PURPOSES.find(one => one === name), LEGAL_BASES.find(one => one === named)];
    if (!purpose || !basis || bases[purpose] || FIXED[purpose]) throw new RangeError('names purposes and their bases');
    bases[purpose] = basis;
  }
  return bases;
}

/** Whether data of a purpose are portable (art. 20(1)(a)), each purpose with its basis; null where nobody has settled it. */
export interface PortablePurpose {
  readonly purpose: Purpose;
  readonly basis: LegalBasis | null;
  readonly portable: boolean;
}

/**
 * What the right to portability reaches: data that the person has given, processed by automated means on consent or contract (art. 20(1)).
 * Where no purpose has such a basis, the claim is refused on the ground that is returned.
 */
export function portability(bases: LegalBases): {
  readonly purposes: readonly PortablePurpose[];
  readonly refusal: (RefusalGround & 'no-consent-or-contract-20') | null;
} {
  const purposes = PURPOSES.map(purpose => {
    const basis = FIXED[purpose] ?? bases[purpose] ?? null;
    return { purpose, basis, portable: basis !== null && isPortable(basis) };
  });
  return { purposes, refusal: purposes.some(({ portable }) => portable) ? null : 'no-consent-or-contract-20' };
}

/** Whether anything may rest on consent: what nobody has settled may. */
export function mayRestOnConsent(bases: LegalBases): boolean {
  return portability(bases).purposes.some(({ basis }) => basis === null || basis === 'consent');
}

/** A purpose and the basis on which it stands, as a letter tells it. */
export interface ToldBasis {
  readonly purpose: Purpose;
  readonly basis: LegalBasis;
}

/**
 * On what each purpose stands whose data are not portable: as the controller has settled it, and as an officer has `said` where
 * nobody has. Where nothing is settled, what was said alone.
 */
export function basesToTell(bases: LegalBases, said: readonly ToldBasis[]): readonly ToldBasis[] {
  if (Object.keys(bases).length === 0) return said;
  const { purposes } = portability(bases);
  const open = said.filter(one => purposes.some(({ purpose, basis }) => purpose === one.purpose && basis === null));
  const refused = purposes.filter(({ portable }) => !portable);
  return [...refused.flatMap(({ purpose, basis }) => (basis === null ? [] : [{ purpose, basis }])), ...open];
}
