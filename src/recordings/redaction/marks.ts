import { DomainError } from '../../kernel/errors.js';

/** Why a stretch is hidden from whoever gets the copy (issue F, part 5). */
export const MARK_REASONS = ['patient', 'third-person', 'staff', 'secret'] as const;
export type MarkReason = (typeof MARK_REASONS)[number];

/** What is done to the sound under the marks. */
export const REDACTION_METHODS = ['silence', 'tone'] as const;
export type RedactionMethod = (typeof REDACTION_METHODS)[number];

/** A stretch to hide: whole milliseconds of the recording, the end not included; channels count from 0. */
export interface Mark {
  readonly channel: number | 'all';
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: MarkReason;
}

/** What decides how a copy is redacted. */
export interface Redaction {
  readonly marks: readonly Mark[];
  readonly method: RedactionMethod;
}

/** How many marks a copy has at most. */
export const MOST_MARKS = 1_000;

interface Marked {
  readonly channels: number;
  readonly durationMs: number;
}

/** The marks as they are, where each lies on the recording. @throws DomainError `marks-too-many`, `mark-wrong` with the place of the mark */
export function checkedMarks(marks: readonly Mark[], recording: Marked): readonly Mark[] {
  if (marks.length > MOST_MARKS) throw tooMany();
  const wrong = marks.findIndex(mark => !liesOn(mark, recording));
  if (wrong >= 0) throw wrongMark(wrong);
  return marks;
}

function liesOn({ channel, fromMs, toMs, reason }: Mark, { channels, durationMs }: Marked): boolean {
  const isHeard = channel === 'all' || (Number.isInteger(channel) && channel >= 0 && channel < channels);
  const isWhole = Number.isInteger(fromMs) && Number.isInteger(toMs);
  return isHeard && isWhole && fromMs >= 0 && fromMs < toMs && toMs <= durationMs && MARK_REASONS.includes(reason);
}

function tooMany(): DomainError {
  return new DomainError('invalid', 'marks-too-many', 'A copy has a thousand marks at most.', { most: MOST_MARKS });
}

function wrongMark(mark: number): DomainError {
  const sentence =
    'A mark has a reason, lies within the recording, ends after it begins, and is on a channel that is there.';
  return new DomainError('invalid', 'mark-wrong', sentence, { mark });
}
