import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { StaffDuties } from '../../identity/index.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { AccessReview } from '../reviews/access-review.entity.js';
import { OpenReview } from '../reviews/open-review.js';
import type { DutyChange } from './duty-change.entity.js';
import { newValues } from './judge-change.js';

/** Lets a change of duties do what is due: its review is opened when it becomes known, its values count from its day on. */
@Injectable()
export class PutIntoEffect {
  constructor(
    private readonly duties: StaffDuties,
    private readonly openReview: OpenReview,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction, which holds the person's row. Returns the id of a review that was opened. */
  async execute(em: EntityManager, change: DutyChange, actor: Actor): Promise<string | null> {
    const opened = change.examinedAt ? null : await this.#examine(em, change, actor);
    if (change.effectiveOn <= helsinkiDay(this.clock.now())) await this.#apply(em, change, actor);
    await em.flush();
    return opened;
  }

  async #examine(em: EntityManager, change: DutyChange, actor: Actor): Promise<string | null> {
    change.examinedAt = this.clock.now();
    if (!change.opens || (await hasReview(em, change.id))) return null;
    const { id: dutyChangeId, staffId, opens: kind, fields, managerId } = change;
    const effectiveOn = parseDay(change.effectiveOn);
    const manager = fields.includes('managerId') ? { managerId: managerId ?? null } : {};
    return this.openReview.execute(em, { staffId, kind, effectiveOn, dutyChangeId, ...manager, actor });
  }

  async #apply(em: EntityManager, change: DutyChange, actor: Actor): Promise<void> {
    const { fields, unit, title, queue, managerId } = change;
    const values = newValues({ fields, unit, title, queue, managerId: managerId ?? null });
    change.appliedAt = this.clock.now();
    await this.duties.change(em, change.staffId, values);
    await this.trail.record(em, {
      action: 'duties.changed',
      actor,
      object: { kind: 'duty-change', id: change.id },
      concernsStaffId: change.staffId,
      facts: { ...values },
    });
  }
}

/** After a restored backup the log may have told of the review of a change that does not know of it. */
async function hasReview(em: EntityManager, dutyChangeId: string): Promise<boolean> {
  return (await em.count(AccessReview, { dutyChangeId })) > 0;
}
