import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, LAST_DAY, parseDay, type Day } from '../kernel/calendar.js';
import { Database, type Statement } from '../platform/database/index.js';
import type { Requester } from '../platform/http/index.js';
import type { Purpose } from './purposes.js';
import type { Role } from './roles.js';
import type { EnrolledByPerson, GrantFacts, PersonFacts } from './rules.js';
import { UNDERTAKING_IN_FORCE } from './undertakings/undertaking-text.js';

/** Most people whose facts are remembered at once. */
const REMEMBERED = 10_000;

/**
 * What is known of who asks. The access epoch comes with each request's session check and changes in the transaction of
 * every change of rights, so facts remembered under an epoch are never out of date.
 */
@Injectable()
export class PersonFactsReader {
  readonly #remembered = new Map<string, PersonFacts>();

  constructor(private readonly database: Database) {}

  /** The facts of a signed-in staff member. */
  async of({ id, accessEpoch }: Pick<Requester, 'id' | 'accessEpoch'>): Promise<PersonFacts> {
    const name = `${id}/${accessEpoch}`;
    const remembered = this.#remembered.get(name);
    if (remembered) return remembered;
    const facts = await this.#read(id);
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(name, facts);
    return facts;
  }

  async #read(id: string): Promise<PersonFacts> {
    const rows = await this.database.query<FactsRow | GrantRow>(GRANTS, [id, UNDERTAKING_IN_FORCE.version]);
    const boundThroughOn = rows[0]?.bound ? LAST_DAY : null;
    const enrolled = await this.database.query<EnrolledRow>(ENROLLED, [id]);
    return {
      id,
      active: true,
      boundThroughOn,
      enrolled: enrolled.map(tie),
      grants: rows.filter(isGrant).map(grantFacts),
    };
  }
}

/** One row a grant, or a single row without one: the person's undertaking is told in each. */
interface FactsRow {
  readonly bound: boolean;
  readonly id: string | null;
}

interface GrantRow extends FactsRow {
  readonly id: string;
  readonly role: Role;
  readonly all_queues: boolean;
  readonly queues: readonly string[];
  readonly all_units: boolean;
  readonly units: readonly string[];
  readonly own_calls_only: boolean;
  readonly purposes: readonly Purpose[];
  readonly from_on: string;
  readonly until_on: string;
  readonly suspended: boolean;
}

const GRANTS: Statement = {
  name: 'access-grants-of-person',
  text: `
    select u.version is not null as bound, g.id, g.role, g.all_queues, g.queues, g.all_units, g.units,
           g.own_calls_only, g.purposes, g.from_on, g.until_on, g.suspended
    from (select $1::uuid as staff_id) person
    left join undertaking_acknowledgement u on u.staff_id = person.staff_id and u.version = $2
    left join access_grant g on g.staff_id = person.staff_id and g.revoked_at is null
    order by g.created_at, g.id`,
};

interface EnrolledRow {
  readonly staff_id: string;
  readonly completed_at: Date;
}

const ENROLLED: Statement = {
  name: 'access-enrolled-by-person',
  text: `
    select staff_id, max(completed_at) as completed_at from enrolment
    where created_by = $1 and completed_at is not null
    group by staff_id`,
};

/** Who enrolled a person is not that person's second for 30 days (design §5). */
const NOT_SECOND_DAYS = 30;

function tie({ staff_id, completed_at }: EnrolledRow): EnrolledByPerson {
  return { staffId: staff_id, throughOn: addDays(helsinkiDay(completed_at), NOT_SECOND_DAYS) };
}

function isGrant(row: FactsRow | GrantRow): row is GrantRow {
  return row.id !== null;
}

function grantFacts(row: GrantRow): GrantFacts {
  return {
    id: row.id,
    role: row.role,
    queues: row.all_queues ? null : row.queues,
    units: row.all_units ? null : row.units,
    ownCallsOnly: row.own_calls_only,
    purposes: row.purposes,
    fromOn: day(row.from_on),
    untilOn: day(row.until_on),
    suspended: row.suspended,
  };
}

function day(text: string): Day {
  return parseDay(text);
}
