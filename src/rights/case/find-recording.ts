import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { CaseRecording } from './case-rows.entity.js';

/** A recording of a case, by both ids. */
export interface RecordingPlace {
  readonly caseId: string;
  readonly recordingId: string;
}

/** In a transaction that has locked the case. @throws DomainError `not-found` */
export async function findRecording(
  em: EntityManager,
  { caseId, recordingId }: RecordingPlace,
): Promise<CaseRecording> {
  const found = await em.findOne(CaseRecording, { caseId, recordingId });
  if (!found) throw notFound();
  return found;
}
