import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { dueForSuspension } from '../reviews/has-suspended-access.js';
import type { Role } from '../roles.js';
import { boundThrough } from '../undertakings/bound-through.js';
import { UndertakingStandings } from '../undertakings/undertaking-standings.js';

/** Who works in a role today: what upper floors offer where somebody is chosen for a task. */
@Injectable()
export class PeopleInRole {
  constructor(
    private readonly database: Database,
    private readonly undertakings: UndertakingStandings,
    private readonly clock: Clock,
  ) {}

  /** Ids of the active, bound people with a grant of the role that is in force and not suspended. */
  async today(role: Role): Promise<ReadonlySet<string>> {
    const day = helsinkiDay(this.clock.now());
    const rows = await this.database.query<{ readonly id: string }>(IN_ROLE, [role, day]);
    const ids = rows.map(({ id }) => id);
    const bound = await this.#boundOn(day, ids);
    return new Set(ids.filter(bound));
  }

  async #boundOn(day: Day, ids: readonly string[]): Promise<(id: string) => boolean> {
    const { versions, of } = await this.undertakings.history(ids);
    return id => {
      const through = boundThrough(new Set(of(id).map(({ version }) => version)), versions);
      return through !== null && day <= through;
    };
  }
}

const IN_ROLE: Statement = {
  name: 'access-people-in-role',
  text: `
    select distinct s.id from access_grant g join staff s on s.id = g.staff_id
    where s.status = 'active' and g.role = $1 and g.revoked_at is null and not g.suspended
      and g.from_on <= $2::date and g.until_on >= $2::date and not ${dueForSuspension('g.id', '$2::date')}`,
};
