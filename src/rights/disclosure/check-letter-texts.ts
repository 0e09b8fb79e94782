import { DomainError } from '../../kernel/errors.js';
import { isPrintable } from '../../platform/paper/numbered.js';
import { checkNoCodes } from '../case/no-identity-code.js';
import type { NewDisclosure } from './disclosures.schemas.js';

/**
 * The cover letter says in the authority's own words who asks, by which provision, for what, and nobody can write them anew: what it could
 * not say is not taken in. @throws DomainError `text-holds-identity-code`, `text-unprintable`, each with the `fields`
 */
export function checkLetterTexts({
  authority,
  provision,
  scope,
}: Pick<NewDisclosure, 'authority' | 'provision' | 'scope'>): void {
  const { name, reference, contact } = authority;
  const ofAuthority = { 'authority.name': name, 'authority.reference': reference, 'authority.contact': contact };
  const texts = { ...ofAuthority, provision, scope };
  checkNoCodes(texts);
  const unprintable = Object.entries(texts).filter(([, text]) => !isPrintable(text));
  if (unprintable.length > 0) throw textUnprintable(unprintable.map(([field]) => field));
}

function textUnprintable(names: readonly string[]): DomainError {
  const sentence =
    'A text that the letter repeats has a character that cannot be printed: write it in Latin, Cyrillic or Greek letters.';
  const fields = names.map(name => `${name}: must be in letters that can be printed`);
  return new DomainError('unprocessable', 'text-unprintable', sentence, { fields });
}
