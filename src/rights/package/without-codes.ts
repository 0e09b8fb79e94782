import { holdsIdentityCode } from '../../kernel/identity-codes-in-text.js';

/** Why a code is left out of what a person gets. */
export const CODE_LEFT_OUT = 'Data Protection Act 1050/2018 §29';

/** Stands for what is held and not given. */
export const HELD = 'held';

/** A value as it is given, and why it is not where it holds a personal identity code: that it is held is said. */
export function givenValue(value: string): { readonly value: string; readonly redactedBecause: string | null } {
  return holdsIdentityCode(value) ? { value: HELD, redactedBecause: CODE_LEFT_OUT } : { value, redactedBecause: null };
}

/** The same of what has no place for a reason. */
export function withoutCode(value: string): string {
  return givenValue(value).value;
}
