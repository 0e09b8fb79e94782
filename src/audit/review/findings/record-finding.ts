import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { newId, NOBODY } from '../../../kernel/ids.js';
import type { EntityManager } from '../../../platform/database/index.js';
import type { Requester } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import { Finding } from './finding.entity.js';

/** What a reviewer found: `markId` is the mark's own event, which holds the words. */
export interface FindingDraft {
  readonly roundId: string;
  readonly eventId: string;
  readonly markId: string;
  readonly actorId: string | null | undefined;
  readonly ownerId: string;
  readonly dueOn: string;
}

/** Gives what was found to the person who answers for it. */
@Injectable()
export class RecordFinding {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction, which has judged that it may. Returns the finding's id. */
  async execute(em: EntityManager, draft: FindingDraft, requester: Requester): Promise<string> {
    const { roundId, eventId, markId, ownerId, dueOn } = draft;
    const recordedAt = this.clock.now();
    const id = newId(recordedAt);
    const given = { ownerId, dueOn, recordedAt, recordedBy: requester.id, textEventId: markId };
    await em.insert(Finding, { id, roundId, eventId, actorId: draft.actorId ?? NOBODY, ...given });
    await this.trail.record(em, {
      action: 'finding.recorded',
      actor: actorOf(requester),
      object: { kind: 'finding', id },
      concernsStaffId: ownerId,
      facts: { roundId, eventId, dueOn },
    });
    return id;
  }
}
