import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { checkedAwareness } from './awareness.js';
import type { CorrectedAwareness } from './incidents.schemas.js';
import { incidentEvent, lockedIncident, may } from './lock-incident.js';

/** Says anew from when the 72 hours run. What was said before stays in the log. */
@Injectable()
export class CorrectAwareness {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `incident-in-future`, `incident-nobody` */
  async execute(id: string, wanted: CorrectedAwareness, requester: Requester, permissions: Permissions): Promise<void> {
    const { awareAt, awareBy, reason } = wanted;
    await checkedAwareness(wanted, this.staff, this.clock.now());
    await this.database.transaction(async em => {
      const incident = await lockedIncident(em, id, permissions);
      if (!may(permissions, 'handle', incident)) throw notFound();
      const before = { awareAtBefore: incident.awareAt.toISOString(), awareByBefore: incident.awareBy };
      const facts = { awareAt: awareAt.toISOString(), awareBy, ...before };
      em.assign(incident, { awareAt, awareBy });
      const event = incidentEvent('incident.awareness-corrected', id, requester, { facts, texts: { reason } });
      await this.trail.record(em, event);
    });
  }
}
