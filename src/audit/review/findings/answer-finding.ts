import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/errors.js';
import { Database } from '../../../platform/database/index.js';
import type { Requester } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import type { EventDraft } from '../../event.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import type { Finding } from './finding.entity.js';
import { findingSettled, lockFinding } from './lock-finding.js';

/** Who answers for a finding says what they say to it; again, as long as it is not settled: the last answer counts. */
@Injectable()
export class AnswerFinding {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` also for somebody else's, which the event tells; `finding-settled` */
  async execute(id: string, text: string, requester: Requester): Promise<Finding> {
    const object = { kind: 'finding', id };
    const draft: EventDraft = { action: 'finding.answered', actor: actorOf(requester), object };
    try {
      return await this.database.transaction(async em => {
        const finding = await lockFinding(em, { id, ownerId: requester.id });
        if (finding.settledAt) throw findingSettled();
        finding.answerEventId = await this.trail.record(em, { ...draft, texts: { text } });
        finding.answeredAt = this.clock.now();
        await em.flush();
        return finding;
      });
    } catch (error) {
      if (error instanceof DomainError)
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      throw error;
    }
  }
}
