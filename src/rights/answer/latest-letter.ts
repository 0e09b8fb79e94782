import { DomainError } from '../../kernel/errors.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import type { EntityManager } from '../../platform/database/index.js';
import { CaseDocument } from '../case/case-output.entity.js';
import { JournalEntry } from '../case/case-rows.entity.js';
import type { CaseTexts } from '../case/case-texts.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import type { LetterLanguage } from '../letters/letter-language.js';
import type { LetterParts } from './letter.schemas.js';

/** A letter as it was made: the document, and what an officer said in it. */
export interface WrittenLetter {
  readonly document: CaseDocument;
  readonly language: LetterLanguage;
  readonly parts: LetterParts;
}

/**
 * The letter that goes with what leaves: an answer that tells of these decisions, or the cover of a disclosure.
 * @throws DomainError `letter-missing` where there is none since the decision
 */
export async function latestLetter(
  em: EntityManager,
  { id: caseId, kind, decidedAt }: RightsCase,
  texts: CaseTexts,
  key: DataKey,
): Promise<WrittenLetter> {
  const letterKind = kind === 'authority' ? 'disclosure-cover' : 'answer';
  const where = { caseId, letterKind, ...(decidedAt ? { createdAt: { $gte: decidedAt } } : {}) };
  const [document] = await em.find(CaseDocument, where, { orderBy: { createdAt: 'desc', id: 'desc' }, limit: 1 });
  if (!document) throw missing(letterKind);
  const entries = await em.find(
    JournalEntry,
    { caseId, action: 'rights-request.letter-made' },
    { orderBy: { id: 'desc' } },
  );
  const details = entries.map(({ id, sealedDetail }) =>
    texts.open<LetterDetail>(key, { row: 'entry', id, field: 'detail' }, sealedDetail),
  );
  const detail = details.find(one => one?.documentId === document.id);
  if (!detail) throw missing(letterKind);
  return { document, language: detail.language, parts: detail.parts };
}

/** What the journal tells of a letter. */
interface LetterDetail {
  readonly documentId: string;
  readonly language: LetterLanguage;
  readonly parts: LetterParts;
}

function missing(letterKind: string): DomainError {
  const sentence = 'The letter that goes with it has not been written since the decision.';
  return new DomainError('conflict', 'letter-missing', sentence, { letterKind });
}
