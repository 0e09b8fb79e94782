import type { Day } from '../kernel/calendar.js';
import type { Purpose } from './purposes.js';
import type { Role } from './roles.js';

/** A grant as the rules see it: person, role, scope, purposes and days (design §5). */
export interface GrantFacts {
  readonly id: string;
  readonly role: Role;
  /** null: every queue. */
  readonly queues: readonly string[] | null;
  /** null: every unit. */
  readonly units: readonly string[] | null;
  /** Narrows the scope to calls that the person took. */
  readonly ownCallsOnly: boolean;
  readonly purposes: readonly Purpose[];
  readonly fromOn: Day;
  readonly untilOn: Day;
  readonly suspended: boolean;
}

/** Somebody whom a person enrolled, and through which day that keeps them from being the other's second. */
export interface EnrolledByPerson {
  readonly staffId: string;
  readonly throughOn: Day;
}

/** What is known of a person at the moment of asking. */
export interface PersonFacts {
  readonly id: string;
  readonly active: boolean;
  /**
   * The last day on which what the person has acknowledged counts as the confidentiality undertaking (privacy notice §14):
   * `LAST_DAY` while it is the one in force, the end of the grace period once a newer one is; null for somebody unbound.
   */
  readonly boundThroughOn: Day | null;
  /** Whom the person enrolled, and the last day on which they may not be that person's second (design §5). */
  readonly enrolled: readonly EnrolledByPerson[];
  /** Grants that nobody has revoked. */
  readonly grants: readonly GrantFacts[];
}

/** Whether a grant that nobody has revoked works on `today`. */
export function works(grant: Pick<GrantFacts, 'suspended' | 'fromOn' | 'untilOn'>, today: Day): boolean {
  return !grant.suspended && grant.fromOn <= today && today <= grant.untilOn;
}

/** Whether the person is bound to confidentiality on `today` (privacy notice §14). */
export function isBound({ boundThroughOn }: Pick<PersonFacts, 'boundThroughOn'>, today: Day): boolean {
  return boundThroughOn !== null && today <= boundThroughOn;
}
