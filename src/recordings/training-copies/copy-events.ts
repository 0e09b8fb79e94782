import { subject } from '@casl/ability';
import type { Actor, AuditAction, EventDraft } from '../../audit/index.js';
import { DomainError } from '../../kernel/errors.js';
import type { TrainingCopyRequest } from './training-copy.entity.js';

type CopyPlace = Pick<TrainingCopyRequest, 'queue' | 'unit' | 'agentId' | 'requestedBy'>;

/** An object of the rules made of what was asked for. */
export function copySubject({ queue, unit, agentId, requestedBy }: CopyPlace) {
  return subject('TrainingCopy', { queue, unit, agentId, requestedBy });
}

type Told = CopyPlace & Pick<TrainingCopyRequest, 'id' | 'recordingId' | 'course' | 'untilOn' | 'callOn'>;

/** The event of something that is done about a training copy. */
export function copyEvent(action: AuditAction, request: Told, actor: Actor): EventDraft {
  const { id, recordingId, queue, unit, agentId, callOn, course, untilOn, requestedBy } = request;
  return {
    action,
    actor,
    object: { kind: 'training-copy', id },
    recordingId,
    reference: course,
    facts: { queue, unit, agentId, callOn, until: untilOn, requestedBy },
  };
}

/** What is said of a request that does not wait any more. */
export function copySettled(): DomainError {
  return new DomainError('conflict', 'copy-settled', 'This training copy is decided already.');
}

/** What is said where there is no copy any more, or the recording to copy has gone. */
export function copyGone(): DomainError {
  return new DomainError('gone', 'copy-gone', 'There is no such training copy, or its last day is over.');
}

export function copyDayWrong(): DomainError {
  return new DomainError('unprocessable', 'copy-day-wrong', 'The last day kept lies ahead, and a year away at most.');
}

/** Somebody in it has objected to training, or withdrawn consent for it (GDPR arts. 21 and 7(3)). */
export function copyBlocked(): DomainError {
  const sentence = 'A person in this recording has objected to its use for this purpose, or withdrawn consent.';
  return new DomainError('forbidden', 'purpose-blocked', sentence);
}

/** A restricted recording is only stored (GDPR art. 18). */
export function copyRestricted(): DomainError {
  const sentence = 'The use of this recording is restricted at the request of a person in it.';
  return new DomainError('forbidden', 'restricted', sentence);
}
