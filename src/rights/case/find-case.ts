import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type AuditAction } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { caseSubject } from './case-subject.js';
import { findKept } from './kept-case.js';
import type { RightsCase } from './rights-case.entity.js';

/** Finds a case for somebody who may do something with it, as long as it is kept; for everybody else it is not there. */
@Injectable()
export class FindCase {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Its row alone. @param attempted action that the log names if this is refused
   * @throws DomainError `not-found` also for what the person may not do; the event knows why
   */
  async execute(
    id: string,
    verb: 'read' | 'handle' | 'export',
    attempted: AuditAction,
    requester: Requester,
    { ability, today }: Permissions,
  ): Promise<RightsCase> {
    const found = await findKept(this.database.entities(), id, today);
    if (found && ability.can(verb, caseSubject(found))) return found;
    const [reason, object] = [found ? 'not-permitted' : 'not-here', { kind: 'rights-case', id }];
    const actor = actorOf(requester);
    await this.trail.recordAlone({ action: attempted, outcome: 'refused', reason, actor, object });
    throw notFound();
  }
}
