import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/errors.js';
import { Database, firstRow } from '../../../platform/database/index.js';
import type { Requester } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import { lockRound } from './lock-round.js';
import { PROGRESS, type Progress } from './read-rounds.js';
import type { ReviewRound } from './review-round.entity.js';

/** Closes a review round whose every event has been marked. */
@Injectable()
export class CloseRound {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Closing what is closed changes nothing. @throws DomainError `not-found`, `items-unmarked` */
  async execute(id: string, requester: Requester): Promise<ReviewRound> {
    return this.database.transaction(async em => {
      const round = await lockRound(em, id, LockMode.PESSIMISTIC_WRITE);
      if (round.closedAt) return round;
      // Nobody marks while the round is locked, so another connection counts what is there.
      const { items, unmarked, findings } = firstRow(await this.database.query<Progress>(PROGRESS, [id]));
      if (unmarked > 0) throw stillUnmarked(unmarked);
      round.closedAt = this.clock.now();
      round.closedBy = requester.id;
      await em.flush();
      const object = { kind: 'review-round', id };
      const facts = { items, findings };
      await this.trail.record(em, { action: 'review-round.closed', actor: actorOf(requester), object, facts });
      return round;
    });
  }
}

function stillUnmarked(unmarked: number): DomainError {
  const sentence = 'A round is closed when each of its events has been marked.';
  return new DomainError('conflict', 'items-unmarked', sentence, { unmarked });
}
