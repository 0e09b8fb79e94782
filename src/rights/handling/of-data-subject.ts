import { DomainError } from '../../kernel/errors.js';
import type { CaseKind } from '../case/rights-case.entity.js';

/**
 * Rights, identity and the clock of GDPR art. 12 belong to requests of data subjects; one of an authority has a way of its own.
 * @throws DomainError `not-of-data-subject`
 */
export function checkOfDataSubject({ kind }: { readonly kind: CaseKind }): void {
  if (kind === 'data-subject') return;
  const sentence = 'This belongs to requests of data subjects; an authority’s request goes its own way.';
  throw new DomainError('conflict', 'not-of-data-subject', sentence);
}
