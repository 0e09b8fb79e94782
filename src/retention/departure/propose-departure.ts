import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Departure } from './departure.entity.js';
import { lapsesAfter } from './departure-state.js';
import type { NewDeparture } from './departures.schemas.js';

/** Somebody proposes to take everything out, for the system that the controller goes to. It gives nothing yet. */
@Injectable()
export class ProposeDeparture {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` for whom the rules let propose nothing */
  async execute({ to, reason }: NewDeparture, requester: Requester, { ability }: Permissions): Promise<Departure> {
    const proposedBy = requester.id;
    if (!ability.can('propose', subject('Departure', { proposedBy }))) throw notFound();
    const proposedAt = this.clock.now();
    const id = newId(proposedAt);
    return this.database.transaction(async em => {
      const proposedIn = await this.trail.record(em, {
        action: 'departure.proposed',
        actor: actorOf(requester),
        object: { kind: 'departure', id },
        texts: { to, reason },
      });
      const lapsesAt = lapsesAfter(proposedAt);
      const departure = em.create(Departure, { id, proposedBy, proposedAt, proposedIn, lapsesAt });
      await em.persist(departure).flush();
      return departure;
    });
  }
}
