import { nameTokens } from '../../kernel/contact-details.js';
import type { MarkOf } from '../../platform/crypto/passing-marks.js';
import { searchTerms, type PartyFields } from '../party-fields.js';

/**
 * By what a party is the same person as another: the personal identity code; the name with a number or an address; a number or an
 * address where there is no name. A name alone is many people's, and so is the number of a ward.
 */
export function marksOf(markOf: MarkOf, fields: PartyFields): string[] {
  const name = nameTokens(fields.name ?? '')
    .sort()
    .join(' ');
  const terms = searchTerms(fields).filter(([kind]) => kind !== 'name');
  return terms.map(([kind, term]) => markOf(kind, term, kind === 'personal-identity-code' ? '' : name));
}
