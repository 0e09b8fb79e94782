import type { Right } from '../case/rights.js';

/**
 * Rights that retention must not make void: what was asked for when the request was received is kept until it is answered (EDPB
 * Guidelines 01/2022; Finnish DPA 8422/161/21; domain.md §3). Erasure, objection and the withdrawal of consent prolong nothing.
 */
export const PROTECTED_RIGHTS = ['access', 'portability', 'rectification', 'restriction'] as const satisfies Right[];

/** Whether a case keeps what may be of its person; where nobody has said yet what is asked for, it does. */
export function isProtected(rights: readonly Right[]): boolean {
  return rights.length === 0 || rights.some(right => (PROTECTED_RIGHTS as readonly Right[]).includes(right));
}

/** What {@link isProtected} says, in SQL, of a case `c`; `rights` is the parameter that holds {@link PROTECTED_RIGHTS}. */
export function protectedSql(rights: string): string {
  return `(not exists (select from rights_claim where case_id = c.id)
    or exists (select from rights_claim where case_id = c.id and right_kind = any(${rights})))`;
}
