import { LAST_DAY, parseDay } from '../../kernel/calendar.js';
import { PURPOSES_OF_ROLE, type Role } from '../roles.js';
import type { GrantFacts, PersonFacts } from '../policy-facts.js';
import { rulesFor } from '../rules.js';
import { VOCABULARY, type AppAbility } from '../subjects.js';

/** Whose abilities the tests ask for, and two others. */
export const MAIJA = '00000000-0000-7000-8000-000000000001';
export const EERO = '00000000-0000-7000-8000-000000000002';
export const ANNA = '00000000-0000-7000-8000-000000000003';

export const TODAY = parseDay('2026-11-24');

/** A grant of everything that its role can have, in force. */
export function grant(role: Role, over: Partial<GrantFacts> = {}): GrantFacts {
  const days = { fromOn: parseDay('2026-01-01'), untilOn: parseDay('2026-12-31') };
  const scope = { queues: null, units: null, ownCallsOnly: false };
  return { id: EERO, role, ...scope, purposes: PURPOSES_OF_ROLE[role], ...days, suspended: false, ...over };
}

/** What Maija may do with a grant of `role`, bound to confidentiality unless `over` says otherwise. */
export function as(role: Role, over: Partial<PersonFacts> = {}): AppAbility {
  const bound = { active: true, boundThroughOn: LAST_DAY, enrolled: [] };
  return rulesFor({ id: MAIJA, ...bound, grants: [grant(role)], ...over }, TODAY);
}

/** All that an ability allows on something at all, such as `list Grant`, in alphabetical order. */
export function allowedBy(ability: AppAbility): string[] {
  const all = Object.entries(VOCABULARY).flatMap(([kind, verbs]) => verbs.map(verb => [verb, kind] as const));
  const allowed = all.filter(([verb, kind]) => ability.can(verb as never, kind as never)); // of the vocabulary
  return allowed.map(words => words.join(' ')).sort();
}
