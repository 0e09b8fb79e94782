import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/core';
import type { Permissions } from '../access/index.js';
import { actorOf, AuditTrail } from '../audit/index.js';
import { notFound } from '../kernel/errors.js';
import { Database } from '../platform/database/index.js';
import type { Requester } from '../platform/http/index.js';
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
    { ability }: Permissions,
  ): Promise<ContactView> {
    const draft = {
      action: 'contact.ticket-changed',
      actor: actorOf(requester),
      object: { kind: 'contact', id },
    } as const;
    const changed = await this.database.transaction(async em => {
      const contact = await em.findOne(Contact, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const legs = await em.find(Recording, { contactId: id });
      if (!contact || !legs.some(leg => ability.can('set-ticket', asSubject(leg)))) return null;
      const facts = { from: contact.ticket, to: ticket ?? '' };
      contact.ticket = ticket ?? '';
      await em.flush();
      await this.trail.record(em, { ...draft, facts });
      return { id, ticket };
    });
    if (changed) return changed;
    await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: 'not-permitted' });
    throw notFound();
  }
}
