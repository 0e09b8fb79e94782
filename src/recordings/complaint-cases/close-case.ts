import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ComplaintCase } from './complaint-case.entity.js';
import type { Closure, Reopening } from './complaint-cases.schemas.js';

/** A complaint case is closed, or opened again: who listens for a closed one is asked about it. */
@Injectable()
export class CloseCase {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Closing what is closed changes nothing. */
  async execute({ reference, reason }: Closure, requester: Requester): Promise<ComplaintCase> {
    return this.database.transaction(async em => {
      const now = this.clock.now();
      const closed = await em.execute<object[]>(CLOSE, [reference, newId(now), now, requester.id]);
      if (closed.length > 0) {
        await this.trail.record(em, {
          ...this.#about('complaint-case.closed', reference, requester),
          ...(reason === undefined ? {} : { texts: { reason } }),
        });
      }
      return this.#find(em, reference);
    });
  }

  /** Opening what is open changes nothing. @throws DomainError `not-found` for a case that was never closed */
  async reopen({ reference }: Reopening, requester: Requester): Promise<ComplaintCase> {
    return this.database.transaction(async em => {
      const opened = await em.execute<object[]>(REOPEN, [this.clock.now(), requester.id, reference]);
      if (opened.length > 0) await this.trail.record(em, this.#about('complaint-case.reopened', reference, requester));
      return this.#find(em, reference);
    });
  }

  #about(action: 'complaint-case.closed' | 'complaint-case.reopened', reference: string, requester: Requester) {
    return { action, actor: actorOf(requester), object: { kind: 'complaint-case', id: reference }, reference };
  }

  async #find(em: EntityManager, reference: string): Promise<ComplaintCase> {
    const found = await em.findOne(ComplaintCase, { reference });
    if (!found) throw notFound();
    return found;
  }
}

/** Of two who close at once, one does. */
const CLOSE = `
  insert into complaint_case (reference, id, closed_at, closed_by) values (?, ?, ?, ?)
  on conflict (reference) do update
    set closed_at = excluded.closed_at, closed_by = excluded.closed_by, reopened_at = null, reopened_by = null
    where complaint_case.reopened_at is not null
  returning reference`;

const REOPEN = `
  update complaint_case set reopened_at = ?, reopened_by = ? where reference = ? and reopened_at is null
  returning reference`;
