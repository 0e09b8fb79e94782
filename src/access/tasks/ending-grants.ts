import { Injectable } from '@nestjs/common';
import { addDays } from '../../kernel/calendar.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { Grant } from '../grants/grant.entity.js';
import { grantViewOf } from '../grants/grant-view.js';
import type { EndingGrant } from './tasks.schemas.js';

/** How many days before its end somebody is reminded of a grant. */
export const REMINDED_DAYS = 30;

/** Grants that end soon and that no later one of the same role follows: one's own, and everybody's for who gives them. */
@Injectable()
export class EndingGrants {
  constructor(private readonly database: Database) {}

  /** All of them, those that end first before the others. */
  async list({ id }: Pick<Requester, 'id'>, { ability, today }: Permissions): Promise<EndingRow[]> {
    const whose = ability.can('create', 'Grant') ? null : id;
    return this.database.query<EndingRow>(ENDING, [today, addDays(today, REMINDED_DAYS), whose]);
  }

  /** As answers show them, in the order of `rows`. */
  async views(rows: readonly EndingRow[], { id: own }: Pick<Requester, 'id'>): Promise<EndingGrant[]> {
    const grants = await this.database.entities().find(Grant, { id: { $in: rows.map(({ id }) => id) } });
    return rows.flatMap(({ id, staffName }) =>
      grants
        .filter(grant => grant.id === id)
        .map(grant => ({ grant: grantViewOf(grant), staffName, mine: grant.staffId === own })),
    );
  }
}

/** A grant that ends soon, and whose. */
interface EndingRow {
  readonly id: string;
  readonly staffName: string;
}

const ENDING: Statement = {
  name: 'access-grants-ending',
  text: `
    select g.id, s.display_name as "staffName" from access_grant g join staff s on s.id = g.staff_id
    where s.status = 'active' and g.revoked_at is null and g.until_on between $1::date and $2::date
      and ($3::uuid is null or g.staff_id = $3)
      and not exists (
        select from access_grant n
        where n.staff_id = g.staff_id and n.role = g.role and n.revoked_at is null and n.until_on > g.until_on)
    order by g.until_on, g.id`,
};
