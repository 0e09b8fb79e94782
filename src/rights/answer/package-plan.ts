import { createHash } from 'node:crypto';
import { DomainError } from '../../kernel/errors.js';
import type { StoredMark } from '../case/case-output.entity.js';
import type { CaseRecording } from '../case/case-rows.entity.js';
import type { Redaction } from '../case/case-output.entity.js';

/** A recording whose sound is given: as it came, or as the copy that a second person approved. */
export interface PlannedSound {
  readonly recordingId: string;
  /** Null: the original. */
  readonly copy: {
    readonly fileId: string;
    readonly sha256: string;
    readonly marks: readonly StoredMark[];
  } | null;
}

export type AssessedRecording = Pick<CaseRecording, 'recordingId' | 'state' | 'decision' | 'confirmedBy'>;
export type CopyVersion = Pick<Redaction, 'recordingId' | 'version' | 'state' | 'marks' | 'fileId' | 'sha256'>;

/** Why nothing can be released because of one recording. */
export type Unreviewed = 'not-triaged' | 'not-assessed' | 'not-confirmed' | 'no-approved-copy' | 'draft-unreviewed';

/**
 * Whose sound is given and how, in the order of `recordings`. What is withheld is left out.
 * Release is impossible with an unreviewed mark (issue F, part 5): one recording that two people have not decided about, one
 * without its approved copy, or a draft that nobody has reviewed, and nothing is released.
 * @throws DomainError `release-unreviewed` with the recordings and why
 */
export function planOf(recordings: readonly AssessedRecording[], copies: readonly CopyVersion[]): PlannedSound[] {
  const judged = recordings
    .filter(({ state }) => state !== 'released')
    .map(recording => ({ recording, standing: standingOf(recording, copies) }))
    .map(({ recording, standing }) => ({ recording, standing, why: unreviewed(recording, standing) }));
  const faults = judged.flatMap(({ recording: { recordingId }, why }) => (why ? [{ recordingId, why }] : []));
  if (faults.length > 0) throw releaseUnreviewed(faults);
  return judged.flatMap(({ recording, standing }) => soundOf(recording, standing));
}

/** Of which files a package is made: another plan has another digest. */
export function planDigest(plan: readonly PlannedSound[]): Buffer {
  const files = plan.map(({ recordingId, copy }) => `${recordingId} ${copy?.fileId ?? 'original'}`).toSorted();
  return createHash('sha256').update(files.join('\n')).digest();
}

/** The newest version that was not rejected. */
function standingOf({ recordingId }: AssessedRecording, copies: readonly CopyVersion[]): CopyVersion | undefined {
  return copies
    .filter(copy => copy.recordingId === recordingId && copy.state !== 'rejected')
    .toSorted((one, other) => other.version - one.version)[0];
}

function unreviewed(recording: AssessedRecording, standing: CopyVersion | undefined): Unreviewed | null {
  if (recording.state === 'candidate') return 'not-triaged';
  if (!recording.decision) return 'not-assessed';
  if (!recording.confirmedBy) return 'not-confirmed';
  if (recording.decision === 'withheld') return null;
  if (standing && standing.state !== 'approved') return 'draft-unreviewed';
  return recording.decision === 'redacted-copy' && !(standing?.fileId && standing.sha256) ? 'no-approved-copy' : null;
}

function soundOf({ recordingId, decision }: AssessedRecording, standing: CopyVersion | undefined): PlannedSound[] {
  if (decision === 'copy') return [{ recordingId, copy: null }];
  if (decision !== 'redacted-copy' || !standing?.fileId || !standing.sha256) return [];
  const { fileId, sha256, marks } = standing;
  return [{ recordingId, copy: { fileId, sha256: Buffer.from(sha256).toString('hex'), marks } }];
}

function releaseUnreviewed(recordings: readonly { recordingId: string; why: Unreviewed }[]): DomainError {
  const sentence = 'Nothing is released while a recording or a mark has not been reviewed by a second person.';
  return new DomainError('conflict', 'release-unreviewed', sentence, { recordings });
}
