import { addDays, helsinkiDay, parseDay } from '../kernel/calendar.js';
import type { EnrolledByPerson, GrantFacts } from './policy-facts.js';
import type { Purpose } from './purposes.js';
import type { Role } from './roles.js';

/** A grant as the database has it. */
export interface GrantRow {
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

/** Somebody whom a person let in, and when. */
export interface EnrolledRow {
  readonly staff_id: string;
  readonly completed_at: Date;
}

/** Who enrolled a person, or proposed how they come in, is not that person's second for 30 days (design §5). */
const NOT_SECOND_DAYS = 30;

/** Whom a row says that the person let in, and through which day that ties them. */
export function tie({ staff_id, completed_at }: EnrolledRow): EnrolledByPerson {
  return { staffId: staff_id, throughOn: addDays(helsinkiDay(completed_at), NOT_SECOND_DAYS) };
}

/** A row of a grant as the rules see it. */
export function grantFacts(row: GrantRow): GrantFacts {
  return {
    id: row.id,
    role: row.role,
    queues: row.all_queues ? null : row.queues,
    units: row.all_units ? null : row.units,
    ownCallsOnly: row.own_calls_only,
    purposes: row.purposes,
    fromOn: parseDay(row.from_on),
    untilOn: parseDay(row.until_on),
    suspended: row.suspended,
  };
}
