import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTrail, type EventDraft } from '../../audit/index.js';
import { notSecondPerson } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { NotificationDecision } from './incidents.schemas.js';
import { incidentEvent, lockedIncident, may, refused } from './lock-incident.js';
import { settled, UNDECIDED } from './record-notification.js';

/** A second person agrees that the authority is not told of a breach, or sends it back. */
@Injectable()
export class DecideNotification {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `not-second-person`, `incident-settled`; a refused attempt is on record */
  async execute(
    id: string,
    { outcome, reason }: NotificationDecision,
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    const event = incidentEvent('incident.notification-decided', id, requester, {
      facts: { outcome },
      texts: { reason },
    });
    const decided = this.database.transaction(em => this.#decide(em, id, outcome, event, permissions));
    await decided.catch(refused(this.trail, event));
  }

  async #decide(
    em: EntityManager,
    id: string,
    outcome: NotificationDecision['outcome'],
    event: EventDraft,
    permissions: Permissions,
  ): Promise<void> {
    const incident = await lockedIncident(em, id, permissions);
    if (incident.notification !== 'proposed') throw settled();
    if (!may(permissions, 'confirm', incident)) throw notSecondPerson();
    const confirmedIn = await this.trail.record(em, event);
    const decided = { confirmedBy: event.actor.id, confirmedAt: this.clock.now(), confirmedIn };
    em.assign(incident, outcome === 'confirmed' ? { notification: 'not-notified', ...decided } : { ...UNDECIDED });
  }
}
