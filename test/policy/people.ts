import fc from 'fast-check';
import { PURPOSES } from '../../src/access/purposes.js';
import { NEVER_HEARS, ROLES, type Role } from '../../src/access/roles.js';
import type { GrantFacts, PersonFacts } from '../../src/access/policy-facts.js';
import { LAST_DAY, parseDay, type Day } from '../../src/kernel/calendar.js';

/** Few values of each kind, so that people and things often meet; some of them are hard for SQL. */
export const PEOPLE = [1, 2, 3].map(place => `00000000-0000-7000-8000-00000000000${place}`);
export const QUEUES = ['user-support', 'on-call', "O'Hara; --", ''];
export const UNITS = ['Ward systems', 'ward systems', 'Ääni%_\\'];
export const DAYS = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2027-01-24'];

export const day = fc.constantFrom(...DAYS.map(parseDay));

const HEARING = ROLES.filter(role => !NEVER_HEARS.has(role));
const ROLES_OF_ONE: readonly (readonly Role[])[] = [ROLES, HEARING, HEARING, HEARING, ['administrator'], ['auditor']];

/** People of all kinds: unbound, not active, without grants, with several that do not go together, out of their days. */
export const person: fc.Arbitrary<PersonFacts> = fc.constantFrom(...ROLES_OF_ONE).chain(roles =>
  fc.record({
    id: fc.constantFrom(...PEOPLE),
    active: mostly(true, fc.boolean()),
    boundThroughOn: mostly<Day | null>(LAST_DAY, fc.option(day)),
    enrolled: fc.array(fc.record({ staffId: fc.constantFrom(...PEOPLE), throughOn: day }), { maxLength: 2 }),
    grants: fc.array(grantOf(roles), { maxLength: 4, size: 'max' }),
  }),
);

function grantOf(roles: readonly Role[]): fc.Arbitrary<GrantFacts> {
  return fc.record({
    id: fc.constantFrom(...PEOPLE),
    role: fc.constantFrom(...roles),
    queues: scope(QUEUES),
    units: scope(UNITS),
    ownCallsOnly: mostly(false, fc.boolean()),
    purposes: fc.subarray([...PURPOSES]),
    fromOn: mostly(parseDay('2026-11-22'), day),
    untilOn: mostly(LAST_DAY, day),
    suspended: mostly(false, fc.boolean()),
  });
}

function scope(names: readonly string[]): fc.Arbitrary<string[] | null> {
  return fc.option(fc.subarray([...names], { minLength: 1 }));
}

function mostly<T>(value: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: fc.constant(value), weight: 3 }, { arbitrary: other, weight: 1 });
}
