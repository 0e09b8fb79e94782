import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Page } from '../../platform/http/index.js';
import { dueForSuspension } from '../reviews/has-suspended-access.js';
import { bindingOn } from '../undertakings/bound-through.js';
import { UndertakingStandings } from '../undertakings/undertaking-standings.js';
import { cursorId, pageById } from './keyset.js';
import { GRANT_COLUMNS, reportedGrant, stateOn, type GrantOfPersonRow } from './reported-grant.js';
import type { MatrixRow, ReportQuery } from './reports.schemas.js';

/** Who has access to what now: people by roles by scope. */
@Injectable()
export class MatrixReport {
  constructor(
    private readonly database: Database,
    private readonly undertakings: UndertakingStandings,
    private readonly clock: Clock,
  ) {}

  /** Active people with a grant that is not over, by name. The cursor is the last person's id. */
  async page({ cursor, limit }: ReportQuery): Promise<Page<MatrixRow>> {
    const today = helsinkiDay(this.clock.now());
    const people = await this.database.query<PersonRow>(PEOPLE, [today, cursorId(cursor), limit + 1]);
    const ids = people.map(({ id }) => id);
    const grants = await this.database.query<StateRow>(GRANTS, [ids, today]);
    const bound = await this.#boundOn(today, ids);
    const rowOf = (person: PersonRow): MatrixRow => ({
      ...{ staffId: person.id, displayName: person.display_name, unit: person.unit, title: person.title },
      bound: bound(person.id),
      grants: grants
        .filter(({ staff_id }) => staff_id === person.id)
        .map(row => ({ ...reportedGrant(row), state: stateOn(today, row) })),
    });
    return pageById(people, limit, ({ id }) => id, rowOf);
  }

  async #boundOn(today: Day, ids: readonly string[]): Promise<(staffId: string) => boolean> {
    const { versions, of } = await this.undertakings.history(ids);
    return staffId => bindingOn(today, new Set(of(staffId).map(({ version }) => version)), versions).bound;
  }
}

interface PersonRow {
  readonly id: string;
  readonly display_name: string;
  readonly unit: string;
  readonly title: string;
}

interface StateRow extends GrantOfPersonRow {
  readonly suspended: boolean;
}

const LIVING = 'g.revoked_at is null and g.until_on >=';

const PEOPLE: Statement = {
  name: 'access-matrix-people',
  text: `
    select s.id, s.display_name, s.unit, s.title from staff s
    where s.status = 'active'
      and exists (select from access_grant g where g.staff_id = s.id and ${LIVING} $1::date)
      and ($2::uuid is null or (s.display_name, s.id) > (select l.display_name, l.id from staff l where l.id = $2))
    order by s.display_name, s.id limit $3`,
};

const GRANTS: Statement = {
  name: 'access-matrix-grants',
  text: `
    select ${GRANT_COLUMNS}, g.suspended or ${dueForSuspension('g.id', '$2::date')} as suspended
    from access_grant g join staff s on s.id = g.staff_id
    where g.staff_id = any($1::uuid[]) and ${LIVING} $2::date
    order by g.created_at, g.id`,
};
