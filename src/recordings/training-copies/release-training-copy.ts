import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { reached } from '../../kernel/crash-points.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { isOver } from '../../kernel/retention-rule.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { UnitKeys } from '../custody/unit-keys.js';
import { copyEvent, copyGone, copySubject } from './copy-events.js';
import { lockRequest } from './find-request.js';
import { TrainingCopy } from './training-copy.entity.js';

interface ReleasedCopy {
  readonly copyId: string;
  readonly from: Day;
}

/** Somebody says that a copy is not needed any more: it goes tonight. */
@Injectable()
export class ReleaseTrainingCopy {
  constructor(
    private readonly database: Database,
    private readonly keys: UnitKeys,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `copy-gone`; the attempt is on record */
  async execute(id: string, requester: Requester, permissions: Permissions): Promise<void> {
    const actor = actorOf(requester);
    try {
      const { copyId, from } = await this.database.transaction(em => this.#release(em, id, actor, permissions));
      await reached('move.committed');
      // A crash here leaves a second wrapping on the day that was left: the purge or the nightly reconciliation drops it.
      await this.keys.settle('training_copy', copyId, [from]);
    } catch (error) {
      const object = { kind: 'training-copy', id };
      const draft = { action: 'training-copy.released', outcome: 'refused', actor, object } as const;
      if (error instanceof DomainError) await this.trail.recordAlone({ ...draft, reason: error.code });
      throw error;
    }
  }

  async #release(em: EntityManager, id: string, actor: Actor, permissions: Permissions): Promise<ReleasedCopy> {
    const request = await lockRequest(em, id, permissions);
    if (!permissions.ability.can('release', copySubject(request))) throw notFound();
    const copy = await em.findOne(TrainingCopy, { id: request.copyId ?? id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const now = this.clock.now();
    if (!copy || isOver(parseDay(copy.dueOn), now)) throw copyGone();
    const [from, to] = [parseDay(copy.dueOn), helsinkiDay(now)];
    await this.keys.copy(em, copy.id, from, to);
    em.assign(copy, { dueOn: to });
    em.assign(request, { state: 'released', releasedBy: actor.id, releasedAt: now });
    await em.flush();
    const draft = copyEvent('training-copy.released', request, actor);
    await this.trail.record(em, { ...draft, facts: { ...draft.facts, copyId: copy.id, from, to } });
    return { copyId: copy.id, from };
  }
}
