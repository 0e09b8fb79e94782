import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, UsesInQuestion } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Incident } from './incident.entity.js';
import { incidentEvent } from './lock-incident.js';
import { checkedAwareness } from './awareness.js';
import type { NewIncident } from './incidents.schemas.js';

/** Puts a breach on record: from when the 72 hours run, and what happened (GDPR art. 33). */
@Injectable()
export class RegisterIncident {
  constructor(
    private readonly database: Database,
    private readonly uses: UsesInQuestion,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Returns its id. @throws DomainError `incident-in-future`, `incident-nobody`, `incident-no-finding`, `incident-number-taken` */
  async execute(wanted: NewIncident, requester: Requester): Promise<string> {
    await checkedAwareness(wanted, this.staff, this.clock.now());
    const staffIds = await this.#aboutWhom(wanted);
    try {
      return await this.database.transaction(em => this.#register(em, wanted, staffIds, requester));
    } catch (error) {
      throw error instanceof UniqueConstraintViolationException ? numberTaken(error) : error;
    }
  }

  async #aboutWhom({ findingId }: NewIncident): Promise<string[]> {
    if (findingId === undefined) return [];
    const about = await this.uses.ofFinding(findingId);
    if (!about) throw noFinding();
    return about.staffId === NOBODY ? [] : [about.staffId];
  }

  async #register(em: EntityManager, wanted: NewIncident, staffIds: string[], requester: Requester): Promise<string> {
    const { awareAt, awareBy, description, findingId = null } = wanted;
    const registeredAt = this.clock.now();
    const id = newId(registeredAt);
    const [newest] = await em.find(Incident, {}, { orderBy: { number: 'desc' }, limit: 1 });
    const number = (newest?.number ?? 0) + 1;
    const facts = { number, awareAt: awareAt.toISOString(), awareBy, findingId, staffIds };
    const event = incidentEvent('incident.registered', id, requester, { facts, texts: { description } });
    const describedIn = await this.trail.record(em, event);
    await em.insert(Incident, {
      ...{ id, number, findingId, staffIds, awareAt, awareBy, describedIn, registeredAt },
      registeredBy: requester.id,
    });
    return id;
  }
}

function noFinding(): DomainError {
  return new DomainError('unprocessable', 'incident-no-finding', 'There is no such finding, or its event is gone.');
}

function numberTaken(cause: unknown): DomainError {
  const sentence = 'Somebody else has registered another one at this moment: try again.';
  return new DomainError('conflict', 'incident-number-taken', sentence, {}, { cause });
}
