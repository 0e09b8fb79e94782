import { LockMode } from '@mikro-orm/core';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Redaction } from '../case/case-output.entity.js';
import { redactionSettled, anothersDraft } from './redaction-refusals.js';

/** Which version is meant: its case and its own id. */
export interface RedactionPlace {
  readonly caseId: string;
  readonly redactionId: string;
}

/** A version of its case, locked. @throws DomainError `not-found` */
export async function lockRedaction(em: EntityManager, { caseId, redactionId }: RedactionPlace): Promise<Redaction> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const found = await em.findOne(Redaction, { id: redactionId, caseId }, { lockMode, refresh: true });
  if (!found) throw notFound();
  return found;
}

/** A draft of somebody's own, locked. @throws DomainError `not-found`, `redaction-settled`, `anothers-draft` */
export async function lockDraft(em: EntityManager, place: RedactionPlace, authorId: string | null): Promise<Redaction> {
  const found = await lockRedaction(em, place);
  if (found.state !== 'draft') throw redactionSettled();
  if (found.authorId !== authorId) throw anothersDraft();
  return found;
}

/** All versions in a case, as they stand in the transaction of `em`. */
export function versionsOf(em: EntityManager, caseId: string, recordingId?: string): Promise<Redaction[]> {
  const where = { caseId, ...(recordingId === undefined ? {} : { recordingId }) };
  return em.find(Redaction, where, { orderBy: { recordingId: 'asc', version: 'asc' } });
}
