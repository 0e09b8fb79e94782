import { subject } from '@casl/ability';
import type { Actor, AuditAction, EventDraft } from '../../audit/index.js';
import { DomainError } from '../../kernel/errors.js';
import type { Erasure } from './erasure.entity.js';

/** An object of the rules made of an erasure, or of one of the calls that it is about. */
export function erasureSubject({ queue, unit, agentId }: CallPlace, requestedBy: string) {
  return subject('Erasure', { queue, unit, agentId, requestedBy });
}

/** Where a call stands in the eyes of the rules. */
export interface CallPlace {
  readonly queue: string;
  readonly unit: string;
  readonly agentId: string;
}

type Told = Pick<Erasure, 'id' | 'target' | 'targetId' | 'contactId' | 'ground' | 'requestedBy'> &
  CallPlace & { readonly reference?: string };

/** The event of something that is done about an erasure. */
export function erasureEvent(action: AuditAction, erasure: Told, actor: Actor): EventDraft {
  const { id, target, targetId, contactId, queue, unit, agentId, ground, requestedBy, reference = '' } = erasure;
  return {
    action,
    actor,
    object: { kind: 'erasure', id },
    ...(target === 'recording' ? { recordingId: targetId } : {}),
    ...(reference === '' ? {} : { reference }),
    facts: { target, contactId, queue, unit, agentId, ground, requestedBy },
  };
}

/** What is said of an erasure that does not wait any more. */
export function erasureSettled(): DomainError {
  return new DomainError('conflict', 'erasure-settled', 'This erasure is decided or withdrawn already.');
}

/** What is said where nothing of the target is left. */
export function nothingLeft(): DomainError {
  return new DomainError('gone', 'recording-gone', 'What was to be erased is not here any more.');
}

/** What is said of a recording that somebody keeps. */
export function isHeld(): DomainError {
  const sentence = 'A recording of this is kept longer for a reason; the hold must be released first.';
  return new DomainError('conflict', 'held', sentence);
}
