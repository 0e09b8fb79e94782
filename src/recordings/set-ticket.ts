import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/core';
import { grantCovering, type Permissions } from '../access/index.js';
import { actorOf, AuditTrail } from '../audit/index.js';
import { notFound } from '../kernel/errors.js';
import { Database } from '../platform/database/index.js';
import type { Requester } from '../platform/http/index.js';
import { callFactsOf } from './call-facts.js';
import { Contact } from './contact.entity.js';
import { asSubject } from './recording-reader.js';
import { Recording } from './recording.entity.js';
import type { ContactView, TicketChange } from './recordings.schemas.js';

/** Ties a contact to its ticket, which often comes after the call; null takes it away. */
@Injectable()
export class SetTicket {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found` unless the person may do so on a recording of the contact; the attempt is on record */
  async execute(
    id: string,
    { ticket }: TicketChange,
    requester: Requester,
    permissions: Permissions,
  ): Promise<ContactView> {
    const draft = {
      action: 'contact.ticket-changed',
      actor: actorOf(requester),
      object: { kind: 'contact', id },
    } as const;
    const changed = await this.database.transaction(async em => {
      const contact = await em.findOne(Contact, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const legs = await em.find(Recording, { contactId: id });
      const leg = legs.find(one => permissions.ability.can('set-ticket', asSubject(one)));
      if (!contact || !leg) return null;
      const grant = grantCovering(permissions, leg, { verb: 'set-ticket' });
      const under = { recordingId: leg.id, ...(grant ? { grantId: grant.id } : {}) };
      const facts = { from: contact.ticket, to: ticket ?? '', ...callFactsOf(leg) };
      contact.ticket = ticket ?? '';
      await em.flush();
      await this.trail.record(em, { ...draft, ...under, facts });
      return { id, ticket };
    });
    if (changed) return changed;
    await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: 'not-permitted' });
    throw notFound();
  }
}
