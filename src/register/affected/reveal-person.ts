import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { PeopleInCalls } from '../../recordings/index.js';
import { IncidentPerson } from './incident-listing.entity.js';
import type { RevealedPerson } from './incidents.schemas.js';
import { foundIncident, incidentEvent, refused } from './lock-incident.js';

const SHOWN = 'name phone email organisation';
const NOTHING: RevealedPerson = { name: null, phone: null, email: null, organisation: null };

/** Shows what one affected person is called and reached by, so that they can be told (GDPR art. 34): for a reason, which is on record first. */
@Injectable()
export class RevealPersonOfIncident {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleInCalls,
    private readonly trail: AuditTrail,
  ) {}

  /** Never the personal identity code: nobody is told by it. @throws DomainError `not-found` */
  async execute(
    id: string,
    personId: string,
    reason: string,
    requester: Requester,
    permissions: Permissions,
  ): Promise<RevealedPerson> {
    const em = this.database.entities();
    const facts = { personId };
    const attempt = incidentEvent('incident.person-revealed', id, requester, { facts, texts: { reason } });
    await foundIncident(em, id, 'reveal', permissions).catch(refused(this.trail, attempt));
    const person = await em.findOne(IncidentPerson, { id: personId, incidentId: id });
    if (!person) throw notFound();
    const { listing, place } = person;
    await this.trail.recordAlone({ ...attempt, facts: { ...facts, listing, place, fields: SHOWN } });
    const opened = await this.people.open(person.partyIds);
    if (!opened) return NOTHING;
    const { name = null, phone = null, email = null, organisation = null } = opened;
    return { name, phone, email, organisation };
  }
}
