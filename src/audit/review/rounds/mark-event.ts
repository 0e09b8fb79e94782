import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../../kernel/calendar.js';
import { Clock } from '../../../kernel/clock.js';
import { DomainError, notFound } from '../../../kernel/errors.js';
import { Database, type EntityManager } from '../../../platform/database/index.js';
import type { Requester, Rules } from '../../../platform/http/index.js';
import { AuditEvent } from '../../audit-event.entity.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import { RecordFinding } from '../findings/record-finding.js';
import { checkMark, markDraft } from './judge-mark.js';
import { lockRound, roundClosed } from './lock-round.js';
import { ReviewItem, ReviewMark } from './review-round.entity.js';
import type { Marked, NewMark } from './rounds.schemas.js';

/** A reviewer says of an event that it is in order, or what is wrong with it. A further mark stands beside the earlier ones. */
@Injectable()
export class MarkEvent {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly recordFinding: RecordFinding,
    private readonly clock: Clock,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-oneself`, `round-closed`, `due-day-over`
   */
  async execute(roundId: string, wanted: NewMark, requester: Requester, rules: Rules): Promise<Marked> {
    try {
      return await this.database.transaction(em => this.#mark(em, roundId, wanted, requester, rules));
    } catch (error) {
      if (error instanceof DomainError) {
        const draft = { ...markDraft(roundId, wanted, requester), outcome: 'refused', reason: error.code } as const;
        await this.trail.recordAlone(draft);
      }
      throw error;
    }
  }

  async #mark(
    em: EntityManager,
    roundId: string,
    wanted: NewMark,
    requester: Requester,
    rules: Rules,
  ): Promise<Marked> {
    // Shared: many mark at once, and a round is closed only when nobody is at it.
    const round = await lockRound(em, roundId, LockMode.PESSIMISTIC_READ);
    if (round.closedAt) throw roundClosed();
    const event = await this.#find(em, roundId, wanted.eventId);
    checkMark(event, wanted, rules, helsinkiDay(this.clock.now()));
    const texts = wanted.text === undefined ? {} : { texts: { text: wanted.text } };
    const id = await this.trail.record(em, { ...markDraft(roundId, wanted, requester, event), ...texts });
    const said = { mark: wanted.mark, markedBy: requester.id, markedAt: this.clock.now() };
    await em.insert(ReviewMark, { id, roundId, eventId: wanted.eventId, ...said });
    const findingId =
      wanted.mark === 'finding'
        ? await this.recordFinding.execute(em, { ...wanted, roundId, actorId: event.actorId, markId: id }, requester)
        : null;
    return { id, findingId };
  }

  async #find(em: EntityManager, roundId: string, eventId: string): Promise<AuditEvent> {
    const item = await em.findOne(ReviewItem, { roundId, eventId });
    const event = item && (await em.findOne(AuditEvent, { id: eventId }));
    if (!event) throw notFound();
    return event;
  }
}
