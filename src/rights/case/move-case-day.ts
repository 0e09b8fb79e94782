import type { Day } from '../../kernel/calendar.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Dossiers, MovedDossier } from '../../recordings/index.js';

/**
 * Moves what is kept of a case that is locked to the day `to`, in the caller's transaction; after its commit comes
 * `Dossiers.settle`. @throws DomainError `day-closed`
 */
export async function moveCaseDay(
  em: EntityManager,
  dossiers: Dossiers,
  caseId: string,
  to: Day,
): Promise<MovedDossier> {
  const dossier = await dossiers.lock(em, caseId);
  if (!dossier) throw notFound();
  return dossiers.move(em, dossier, to);
}
