import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Rules } from '../../platform/http/index.js';
import { enrolmentViewOf, openAt } from './enrolment-state.js';
import { Enrolment } from './enrolment.entity.js';
import type { EnrolmentView } from './enrolment.schemas.js';

/** What waits for a second person, or for the person themselves. Looking at it leaves no event: it is basic data of staff. */
@Injectable()
export class ListEnrolments {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The open ones, the oldest first; of each, whether who asks may confirm it. */
  async open(rules: Rules): Promise<EnrolmentView[]> {
    const open = openAt(this.clock.now());
    const rows = await this.database.entities().find(Enrolment, open, { orderBy: { id: 'asc' } });
    return rows.map(row => enrolmentViewOf(row, rules));
  }

  /** The open one of a person; null without one. */
  async ofStaff(staffId: string, rules: Rules): Promise<EnrolmentView | null> {
    const row = await this.database.entities().findOne(Enrolment, { staffId, ...openAt(this.clock.now()) });
    return row && enrolmentViewOf(row, rules);
  }

  /** The open one of whoever has this user name, in its kept form; null without one. */
  async named(username: string): Promise<{ id: string; staffId: string } | null> {
    const rows = await this.database
      .entities()
      .execute<{ id: string; staff_id: string }[]>(NAMED, [...[username, this.clock.now()]]);
    return rows[0] ? { id: rows[0].id, staffId: rows[0].staff_id } : null;
  }
}

const NAMED = `
  select e.id, e.staff_id from enrolment e join staff on staff.id = e.staff_id
  where staff.username = ? and e.completed_at is null and e.expires_at > ?`;
