import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { FindCase } from '../case/find-case.js';
import { caseEvent } from '../case/journal.js';
import { missingParts } from '../letters/missing-parts.js';
import { draftOf } from './draft-of.js';
import { GatherFacts } from './gather-facts.js';
import type { MissingQuery, MissingView } from './letter.schemas.js';

/** Tells what an officer still has to say before a letter can be written. */
@Injectable()
export class MissingOfLetter {
  constructor(
    private readonly database: Database,
    private readonly cases: FindCase,
    private readonly facts: GatherFacts,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` */
  async execute(
    caseId: string,
    { kind }: MissingQuery,
    requester: Requester,
    permissions: Permissions,
  ): Promise<MissingView> {
    const found = await this.cases.execute(caseId, 'handle', 'rights-request.opened', requester, permissions);
    await this.trail.recordAlone(caseEvent(found, { action: 'rights-request.opened' }, actorOf(requester)));
    const today = helsinkiDay(this.clock.now());
    const facts = await this.facts.execute(this.database.entities(), found, requester.id, today);
    return { kind, parts: missingParts(draftOf(kind, facts, {}, found.language)) };
  }
}
