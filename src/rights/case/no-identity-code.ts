import { DomainError } from '../../kernel/errors.js';
import { holdsIdentityCode } from '../../kernel/identity-codes-in-text.js';
import { printed } from '../../platform/paper/printed.js';

/**
 * No letter and no package has a personal identity code (Data Protection Act §29): a text that one of them repeats is taken in without.
 * `texts` by the names of their fields. @throws DomainError `text-holds-identity-code` with the `fields`
 */
export function checkNoCodes(texts: Readonly<Record<string, string>>): void {
  const holding = Object.entries(texts).filter(
    ([, text]) => holdsIdentityCode(text) || holdsIdentityCode(printed(text)),
  );
  if (holding.length === 0) return;
  const fields = holding.map(([name]) => `${name}: must not hold a personal identity code`);
  const sentence =
    'A personal identity code stands in a text that is passed on: leave it out, and write the name or the number of the matter.';
  throw new DomainError('unprocessable', 'text-holds-identity-code', sentence, { fields });
}
