import { DomainError } from '../../kernel/errors.js';
import type { NoticeEvidence } from '../ingest/accept-metadata.js';
import type { RecordingMetadata } from '../ingest/metadata.schemas.js';
import type { GivenNotice } from './quarantined-items.schemas.js';

/**
 * The evidence that an item is filed with: the call's own or the plan's where there is one, otherwise what the person who files
 * it answers for. Of an outgoing call only its agent can say that the other side was told (domain.md §1).
 * @throws DomainError `outgoing-not-confirmed`, `notice-needed`
 */
export function noticeToFile(
  { direction }: Pick<RecordingMetadata, 'direction'>,
  known: NoticeEvidence | null,
  given: GivenNotice | undefined,
): NoticeEvidence {
  if (known) return known;
  if (direction === 'outbound') throw notConfirmed();
  if (!given) throw noticeNeeded();
  return { version: given.version, language: given.language, evidence: 'person' };
}

function notConfirmed(): DomainError {
  const sentence = 'Nobody has confirmed that the other side of this outgoing call was told; it cannot be filed.';
  return new DomainError('unprocessable', 'outgoing-not-confirmed', sentence);
}

function noticeNeeded(): DomainError {
  const sentence = 'Nothing shows that the caller was told; say which announcement was played.';
  return new DomainError('unprocessable', 'notice-needed', sentence);
}
