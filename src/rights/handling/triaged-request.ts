import { DomainError } from '../../kernel/errors.js';
import type { RequestTexts } from '../case/rights-case.entity.js';
import type { Triage } from './handling.schemas.js';

/**
 * What is personal in a request after its triage: what the officer gave in the place of what was there.
 * @throws DomainError `mandate-without-representative`
 */
export function triaged(before: RequestTexts, { person, identity, representative }: Triage): RequestTexts {
  const { representative: former, ...rest } = before;
  const acting = representative === undefined ? former : (representative ?? undefined);
  const after = {
    ...rest,
    ...(person ? { person } : {}),
    ...(identity ? { identity } : {}),
    ...(acting ? { representative: acting } : {}),
  };
  if (after.identity?.method === 'mandate-and-identity' && !after.representative) throw nobodyRepresents();
  return after;
}

function nobodyRepresents(): DomainError {
  const sentence = 'Identity is established by a mandate where somebody asks for another person.';
  return new DomainError('unprocessable', 'mandate-without-representative', sentence);
}
