import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type AuditAction } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { caseSubject } from '../case/case-subject.js';
import { RightsCase } from '../case/rights-case.entity.js';

/** Finds a case for somebody who may read it; for everybody else it is not there. */
@Injectable()
export class ReadableCase {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @param attempted action that the log names if this is refused @throws DomainError `not-found`; the event knows why */
  async find(id: string, attempted: AuditAction, requester: Requester, permissions: Permissions): Promise<RightsCase> {
    const found = await this.database.entities().findOne(RightsCase, { id });
    if (found && permissions.ability.can('read', caseSubject(found))) return found;
    const [reason, object] = [found ? 'not-permitted' : 'not-here', { kind: 'rights-case', id }];
    await this.trail.recordAlone({ action: attempted, outcome: 'refused', reason, actor: actorOf(requester), object });
    throw notFound();
  }
}
