import type { Day } from '../../../kernel/calendar.js';
import { DomainError } from '../../../kernel/errors.js';
import type { Requester, Rules } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import type { EventDraft } from '../../event.js';
import type { NewMark } from './rounds.schemas.js';

/** Whom an event is of, and whom it concerns. */
export interface MarkedEvent {
  readonly actorId?: string | null | undefined;
  readonly concernsStaffId?: string | null | undefined;
}

/** @throws DomainError `not-oneself`, `due-day-over` */
export function checkMark({ actorId, concernsStaffId }: MarkedEvent, wanted: NewMark, rules: Rules, today: Day): void {
  const facts = { actorId: actorId ?? '', concernsStaffId: concernsStaffId ?? '' };
  if (!rules.allow('review', 'AuditEvent', facts)) throw notOneself();
  if (wanted.mark === 'finding' && wanted.dueOn < today) throw dueDayOver();
}

/** The event of a mark. It concerns nobody: who is under review does not learn of it from their own accesses. */
export function markDraft(
  roundId: string,
  { eventId, mark }: NewMark,
  requester: Requester,
  event?: MarkedEvent,
): EventDraft {
  const reviewed = event?.actorId ? { reviewedActorId: event.actorId } : {};
  return {
    action: 'review-event.marked',
    actor: actorOf(requester),
    object: { kind: 'audit-event', id: eventId },
    facts: { roundId, mark, ...reviewed },
  };
}

function notOneself(): DomainError {
  return new DomainError('forbidden', 'not-oneself', 'Nobody reviews what they did, or what was done for them.');
}

function dueDayOver(): DomainError {
  return new DomainError('unprocessable', 'due-day-over', 'The day by which a finding is answered may not be over.');
}
