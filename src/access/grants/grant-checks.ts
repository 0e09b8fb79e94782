import { addMonths, parseDay, type Day } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { NewGrant } from '../access.schemas.js';
import { NEVER_HEARS, OVERSEES, PURPOSES_OF_ROLE, type Role } from '../roles.js';

/** A grant of the person that nobody has revoked, as far as a further one depends on it. */
export interface GrantBeside {
  readonly role: Role;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly suspended: boolean;
}

/** Within what its role may be granted (design §5). @throws DomainError `purpose-not-of-role` */
export function checkPurposes({ role, purposes }: Pick<NewGrant, 'role' | 'purposes'>): void {
  if (purposes.every(purpose => PURPOSES_OF_ROLE[role].includes(purpose))) return;
  throw new DomainError('unprocessable', 'purpose-not-of-role', 'This role may not have one of these purposes.');
}

/**
 * A grant has an end that comes round: what is needed longer is given again, by somebody who looks.
 * @param months the longest that a grant may last
 * @throws DomainError `grant-over`, `grant-too-long`
 */
export function checkDays({ fromOn, untilOn }: Pick<NewGrant, 'fromOn' | 'untilOn'>, today: Day, months: number): void {
  if (untilOn < today) {
    throw new DomainError('unprocessable', 'grant-over', 'The last day of this grant has passed.');
  }
  if (untilOn > addMonths(parseDay(fromOn), months)) {
    throw new DomainError('unprocessable', 'grant-too-long', 'A grant does not last for so long.', { months });
  }
}

/** While a review suspends anything of the person, nothing is given (ADR 0011). @throws DomainError `access-suspended` */
export function checkNotSuspended(others: readonly GrantBeside[], today: Day): void {
  if (!others.some(({ suspended, untilOn }) => suspended && today <= untilOn)) return;
  throw accessSuspended();
}

export function accessSuspended(): DomainError {
  return new DomainError('conflict', 'access-suspended', 'The rights of this person are being examined.');
}

/**
 * Who administers or audits never hears, and who administers does not oversee: roles of two kinds are not given to one person for one
 * day (design §5).
 * @throws DomainError `incompatible-roles`
 */
export function checkCompatible(
  wanted: Pick<NewGrant, 'role' | 'fromOn' | 'untilOn'>,
  others: readonly GrantBeside[],
): void {
  const together = others.filter(({ fromOn, untilOn }) => fromOn <= wanted.untilOn && wanted.fromOn <= untilOn);
  if (!together.some(({ role }) => clash(role, wanted.role) || clash(wanted.role, role))) return;
  const sentence =
    'Who administers or audits may not also hear recordings, and who administers may not also oversee the log.';
  throw new DomainError('conflict', 'incompatible-roles', sentence);
}

function clash(one: Role, other: Role): boolean {
  return (NEVER_HEARS.has(one) && hears(other)) || (one === 'administrator' && OVERSEES.has(other));
}

function hears(role: Role): boolean {
  return PURPOSES_OF_ROLE[role].length > 0;
}
