import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { ownerUnfit } from '../promises/act-on-incident.js';
import { ChooseOwner } from '../promises/choose-owner.js';
import type { FindingName } from './findings.js';
import { draftOf, type ActingOnFinding } from './finding-events.js';
import { GoingLiveFinding } from './going-live-finding.entity.js';
import type { FindingAssignment } from './going-live.schemas.js';
import { dayOver } from './refusals.js';

/** Says who decides an open finding, and by when; again, and the last word counts. */
@Injectable()
export class AssignFinding {
  constructor(
    private readonly database: Database,
    private readonly owners: ChooseOwner,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `owner-unfit`, `due-day-over` */
  async execute(finding: FindingName, { ownerId, dueOn }: FindingAssignment, acting: ActingOnFinding): Promise<void> {
    const draft = draftOf('going-live-finding.assigned', finding, acting);
    try {
      if (!(await this.owners.isOne(ownerId))) throw ownerUnfit();
      const assignedAt = this.clock.now();
      if (parseDay(dueOn) < helsinkiDay(assignedAt)) throw dayOver();
      await this.database.transaction(async em => {
        await em.upsert(GoingLiveFinding, { finding, ownerId, dueOn, assignedBy: acting.requester.id, assignedAt });
        await this.trail.record(em, { ...draft, concernsStaffId: ownerId, facts: { dueOn } });
      });
    } catch (error) {
      if (error instanceof DomainError)
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      throw error;
    }
  }
}
