import { subject } from '@casl/ability';
import { LockMode } from '@mikro-orm/core';
import type { Permissions } from '../../access/index.js';
import { actorOf, type AuditAction, type AuditTrail, type EventDraft } from '../../audit/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Incident } from './incident.entity.js';

type Verb = 'read' | 'handle' | 'reveal' | 'confirm' | 'export';

/** Whether somebody may do something about an incident. */
export function may({ ability }: Permissions, verb: Verb, incident: Incident): boolean {
  return ability.can(verb, asSubject(incident));
}

/** The facts of an incident that the rules depend on. */
export function asSubject({ preparedBy, staffIds }: Pick<Incident, 'preparedBy' | 'staffIds'>) {
  return subject('Incident', { preparedBy, staffIds: [...staffIds] });
}

/** One that somebody may do this about. What they may not see and what is not there answer alike. @throws DomainError `not-found` */
export async function foundIncident(
  em: EntityManager,
  id: string,
  verb: Exclude<Verb, 'confirm'>,
  permissions: Permissions,
): Promise<Incident> {
  const incident = await em.findOne(Incident, { id });
  if (!incident || !may(permissions, verb, incident)) throw notFound();
  return incident;
}

/** The same, locked until the end of the transaction, by whoever may read it. @throws DomainError `not-found` */
export async function lockedIncident(em: EntityManager, id: string, permissions: Permissions): Promise<Incident> {
  const incident = await em.findOne(Incident, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!incident || !may(permissions, 'read', incident)) throw notFound();
  return incident;
}

/** Puts a refused attempt on record, and refuses. */
export function refused(trail: AuditTrail, event: EventDraft) {
  return async (error: unknown): Promise<never> => {
    if (error instanceof DomainError) await trail.recordAlone({ ...event, outcome: 'refused', reason: error.code });
    throw error;
  };
}

/** The event of something that is done about an incident. */
export function incidentEvent(
  action: AuditAction,
  id: string,
  requester: Requester,
  more: Pick<EventDraft, 'facts' | 'texts' | 'concernsStaffId' | 'recordingId'> = {},
): EventDraft {
  return { action, actor: actorOf(requester), object: { kind: 'incident', id }, ...more };
}

export function futureMoment(): DomainError {
  return new DomainError('invalid', 'incident-in-future', 'This moment is still to come.');
}
