import { Injectable } from '@nestjs/common';
import { AuditTexts } from '../../audit/index.js';
import { StaffDirectory, StaffDuties, type Duties } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { AccessReview } from '../reviews/access-review.entity.js';
import type { DutiesView, DutyChangeView } from './duties.schemas.js';
import { DutyChange } from './duty-change.entity.js';
import { dutyChangeView } from './duty-change-view.js';

/** Shows who has which duties, had them, and is to have them. */
@Injectable()
export class ReadDuties {
  constructor(
    private readonly database: Database,
    private readonly duties: StaffDuties,
    private readonly staff: StaffDirectory,
    private readonly texts: AuditTexts,
  ) {}

  /** @throws DomainError `not-found` */
  async ofStaff(staffId: string): Promise<DutiesView> {
    if (!(await this.staff.names([staffId])).has(staffId)) throw notFound();
    const em = this.database.entities();
    const present = await this.duties.of(em, staffId);
    const changes = await em.find(DutyChange, { staffId }, { orderBy: { enteredAt: 'desc', id: 'desc' } });
    return { present: present && (await this.#present(present)), changes: await this.views(changes) };
  }

  /** Changes as answers show them. */
  async views(changes: readonly DutyChange[]): Promise<DutyChangeView[]> {
    const ids = changes.flatMap(({ staffId, managerId }) => [staffId, ...(managerId ? [managerId] : [])]);
    const names = await this.staff.names(ids);
    const where = { dutyChangeId: { $in: changes.map(({ id }) => id) } };
    const reviews = changes.length > 0 ? await this.database.entities().find(AccessReview, where) : [];
    return Promise.all(
      changes.map(async change => ({
        ...dutyChangeView(change, names),
        reviewId: reviews.find(({ dutyChangeId }) => dutyChangeId === change.id)?.id ?? null,
        reason: (await this.texts.of(change.textEventId))[0]?.text ?? null,
      })),
    );
  }

  async #present(duties: Duties) {
    const { managerId } = duties;
    const names = managerId ? await this.staff.names([managerId]) : new Map<string, string>();
    return { ...duties, managerName: (managerId && names.get(managerId)) ?? null };
  }
}
