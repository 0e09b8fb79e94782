import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { NewCommunication } from './incidents.schemas.js';
import { futureMoment, incidentEvent, lockedIncident, may } from './lock-incident.js';
import { settled } from './record-notification.js';

/** Says that the affected people were told of a breach, or on which ground they are not (GDPR art. 34). */
@Injectable()
export class RecordCommunication {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** People may still be told after it was said that they are not. @throws DomainError `not-found`, `incident-settled`, `incident-in-future` */
  async execute(id: string, wanted: NewCommunication, requester: Requester, permissions: Permissions): Promise<void> {
    await this.database.transaction(async em => {
      const incident = await lockedIncident(em, id, permissions);
      if (!may(permissions, 'handle', incident)) throw notFound();
      if (incident.communication === 'told' || incident.communication === wanted.outcome) throw settled();
      if (wanted.outcome === 'told' && wanted.at > this.clock.now()) throw futureMoment();
      const { outcome, reason } = wanted;
      const said =
        wanted.outcome === 'told'
          ? { toldAt: wanted.at, communicationGround: null }
          : { toldAt: null, communicationGround: wanted.ground };
      const facts = { outcome, at: said.toldAt?.toISOString() ?? null, ground: said.communicationGround };
      const event = incidentEvent('incident.communication-recorded', id, requester, { facts, texts: { reason } });
      const communicationIn = await this.trail.record(em, event);
      const by = { communicationBy: requester.id, communicationAt: this.clock.now() };
      em.assign(incident, { communication: outcome, ...said, ...by, communicationIn });
    });
  }
}
