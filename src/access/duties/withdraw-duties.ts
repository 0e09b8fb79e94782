import { subject } from '@casl/ability';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import { StaffDuties } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { AccessReview } from '../reviews/access-review.entity.js';
import { CloseReviews } from '../reviews/close-reviews.js';
import { DutyChange } from './duty-change.entity.js';
import { notOneself } from './enter-duties.js';

/** A change that has not taken effect is taken back, and its review is over; what was decided in it stays. */
@Injectable()
export class WithdrawDuties {
  constructor(
    private readonly database: Database,
    private readonly duties: StaffDuties,
    private readonly closeReviews: CloseReviews,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-oneself`, `duties-in-effect`
   */
  async execute(id: string, reason: string, requester: Requester, permissions: Permissions): Promise<DutyChange> {
    const object = { kind: 'duty-change', id };
    const draft: EventDraft = { action: 'duties.withdrawn', actor: actorOf(requester), object };
    try {
      return await this.database.transaction(em =>
        this.#withdraw(em, id, { ...draft, texts: { reason } }, permissions),
      );
    } catch (error) {
      if (error instanceof DomainError)
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      throw error;
    }
  }

  async #withdraw(em: EntityManager, id: string, draft: EventDraft, { ability }: Permissions): Promise<DutyChange> {
    const found = await em.findOne(DutyChange, { id });
    if (!found) throw notFound();
    const { staffId } = found;
    if (!ability.can('enter', subject('DutyChange', { staffId }))) throw notOneself();
    await this.duties.lock(em, staffId);
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const change = await em.findOneOrFail(DutyChange, { id }, lock);
    if (change.appliedAt || change.withdrawnAt || this.#dayHasCome(change)) throw inEffect();
    em.assign(change, { withdrawnAt: this.clock.now(), withdrawnBy: draft.actor.id, held: false });
    await this.trail.record(em, { ...draft, concernsStaffId: staffId });
    const review = await em.findOne(AccessReview, { dutyChangeId: id, closedAt: null });
    if (review) await this.closeReviews.end(em, review, 'withdrawn', draft.actor);
    await em.flush();
    return change;
  }

  /** Whether anything has written it down yet or not. */
  #dayHasCome({ held, effectiveOn }: DutyChange): boolean {
    return !held && effectiveOn <= helsinkiDay(this.clock.now());
  }
}

function inEffect(): DomainError {
  return new DomainError('conflict', 'duties-in-effect', 'This change is in effect, or was withdrawn already.');
}
