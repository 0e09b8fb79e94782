import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { NOBODY } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Incident } from './incident.entity.js';
import type { NewNotification } from './incidents.schemas.js';
import { futureMoment, incidentEvent, lockedIncident, may } from './lock-incident.js';
import { deadlineOf } from './seventy-two-hours.js';

/** Says that the authority was told of a breach, or that it is not: the latter waits for a second person (GDPR art. 33). */
@Injectable()
export class RecordNotification {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * It may still be told after two people have said that it is not: a later look may find a risk.
   * @throws DomainError `not-found`, `incident-settled`, `incident-in-future`, `incident-before-awareness`, `incident-late-without-reason`
   */
  async execute(id: string, wanted: NewNotification, requester: Requester, permissions: Permissions): Promise<void> {
    await this.database.transaction(async em => {
      const incident = await lockedIncident(em, id, permissions);
      if (!may(permissions, 'handle', incident)) throw notFound();
      if (wanted.outcome === 'notified') await this.#notified(em, incident, wanted, requester);
      else await this.#notNotified(em, incident, wanted.reason, requester);
    });
  }

  async #notified(
    em: EntityManager,
    incident: Incident,
    { at, reference, reason }: Extract<NewNotification, { outcome: 'notified' }>,
    requester: Requester,
  ): Promise<void> {
    if (incident.notification === 'notified') throw settled();
    if (at > this.clock.now()) throw futureMoment();
    if (at < incident.awareAt) throw beforeAwareness();
    const late = at > deadlineOf(incident.awareAt);
    if (late && reason === undefined) throw lateWithoutReason();
    const notificationIn = await this.trail.record(
      em,
      incidentEvent('incident.notification-recorded', incident.id, requester, {
        facts: { outcome: 'notified', at: at.toISOString(), reference, late },
        ...(reason === undefined ? {} : { texts: { reason } }),
      }),
    );
    em.assign(incident, {
      ...{ notification: 'notified', notifiedAt: at, authorityReference: reference, notificationIn },
      ...{ preparedBy: requester.id, preparedAt: this.clock.now() },
      ...{ confirmedBy: null, confirmedAt: null, confirmedIn: null },
    });
  }

  async #notNotified(em: EntityManager, incident: Incident, reason: string, requester: Requester): Promise<void> {
    if (incident.notification !== 'open') throw settled();
    const event = incidentEvent('incident.notification-recorded', incident.id, requester, {
      facts: { outcome: 'not-notified' },
      texts: { reason },
    });
    const notificationIn = await this.trail.record(em, event);
    const prepared = { preparedBy: requester.id, preparedAt: this.clock.now() };
    em.assign(incident, { notification: 'proposed', ...prepared, notificationIn });
  }
}

/** Nobody has said anything, as the rules read it. */
export const UNDECIDED = { notification: 'open', preparedBy: NOBODY, preparedAt: null, notificationIn: null } as const;

export function settled(): DomainError {
  return new DomainError('conflict', 'incident-settled', 'This has been said of the breach already.');
}

function beforeAwareness(): DomainError {
  const sentence = 'The authority cannot have been told before anybody here knew.';
  return new DomainError('unprocessable', 'incident-before-awareness', sentence);
}

function lateWithoutReason(): DomainError {
  const sentence = 'After 72 hours the authority is also told the reasons for the delay (art. 33(1)).';
  return new DomainError('unprocessable', 'incident-late-without-reason', sentence);
}
