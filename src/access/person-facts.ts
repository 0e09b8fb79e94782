import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar.js';
import { Database, type Statement } from '../platform/database/index.js';
import type { Requester } from '../platform/http/index.js';
import type { PersonFacts } from './policy-facts.js';
import { grantFacts, tie, type EnrolledRow, type GrantRow } from './person-rows.js';
import { dueForSuspension } from './reviews/has-suspended-access.js';
import { boundThrough } from './undertakings/bound-through.js';
import { UndertakingStandings } from './undertakings/undertaking-standings.js';

/** Most people whose facts are remembered at once. */
const REMEMBERED = 10_000;

/**
 * What is known of who asks. The access epoch comes with each request's session check and changes in the transaction of
 * every change of rights, so facts remembered under an epoch are never out of date. What a day brings changes no epoch, so
 * facts are remembered for their day alone.
 */
@Injectable()
export class PersonFactsReader {
  readonly #remembered = new Map<string, PersonFacts>();

  constructor(
    private readonly database: Database,
    private readonly undertakings: UndertakingStandings,
  ) {}

  /** The facts of a signed-in staff member on `today`: what a review suspends then is suspended, written down or not. */
  async of({ id, accessEpoch }: Pick<Requester, 'id' | 'accessEpoch'>, today: Day): Promise<PersonFacts> {
    const name = `${id}/${accessEpoch}/${today}`;
    const remembered = this.#remembered.get(name);
    if (remembered) return remembered;
    const facts = await this.#read(id, today);
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(name, facts);
    return facts;
  }

  async #read(id: string, today: Day): Promise<PersonFacts> {
    const grants = await this.database.query<GrantRow>(GRANTS, [id, today]);
    const { acknowledged, versions } = await this.undertakings.of(id);
    const enrolled = await this.database.query<EnrolledRow>(ENROLLED, [id]);
    return {
      id,
      active: true,
      boundThroughOn: boundThrough(acknowledged, versions),
      enrolled: enrolled.map(tie),
      grants: grants.map(grantFacts),
    };
  }
}

const GRANTS: Statement = {
  name: 'access-grants-of-person',
  text: `
    select g.id, g.role, g.all_queues, g.queues, g.all_units, g.units, g.own_calls_only, g.purposes, g.from_on,
           g.until_on, g.suspended or ${dueForSuspension('g.id', '$2::date')} as suspended
    from access_grant g
    where g.staff_id = $1 and g.revoked_at is null
    order by g.created_at, g.id`,
};

const ENROLLED: Statement = {
  name: 'access-enrolled-by-person',
  text: `
    select staff_id, max(completed_at) as completed_at from (
      select staff_id, completed_at from enrolment where created_by = $1 and completed_at is not null
      union all
      select staff_id, confirmed_at from external_identity where proposed_by = $1 and confirmed_at is not null
    ) way_in
    group by staff_id`,
};
