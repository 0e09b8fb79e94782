import type { GrantTemplate, NewGrant, Purpose, Role } from '../../api/types.js';
import { addDays, addMonths } from '../../ui/format/helsinki.js';
import { PURPOSES_OF_ROLE } from './role-purposes.js';

/** A grant as it is being filled in. `queues` and `units`: a name a line, empty for all. */
export interface GrantDraft {
  readonly role: Role;
  readonly purposes: readonly Purpose[];
  readonly queues: string;
  readonly units: string;
  readonly ownCallsOnly: boolean;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly reason: string;
}

const USUAL_DAYS = 365;

/** A draft for `role` that begins `today` with everything that the role may have. */
export function draftFor(role: Role, today: string): GrantDraft {
  const scope = { queues: '', units: '', ownCallsOnly: role === 'agent' };
  return {
    role,
    purposes: PURPOSES_OF_ROLE[role],
    ...scope,
    fromOn: today,
    untilOn: addDays(today, USUAL_DAYS),
    reason: '',
  };
}

/** A draft that begins `today` with what a template says. */
export function draftFrom(template: GrantTemplate, today: string): GrantDraft {
  const { role, purposes, ownCallsOnly, validMonths } = template;
  const scope = { queues: linesOf(template.queues), units: linesOf(template.units), ownCallsOnly };
  return { role, purposes, ...scope, fromOn: today, untilOn: addMonths(today, validMonths), reason: '' };
}

/** Names as they are typed: one a line, nothing for all. */
export function linesOf(names: 'all' | readonly string[]): string {
  return names === 'all' ? '' : names.join('\n');
}

/** The grant that a draft asks for. */
export function grantOf({ queues, units, purposes, ...rest }: GrantDraft): NewGrant {
  return { ...rest, purposes: [...purposes], queues: namesIn(queues), units: namesIn(units) };
}

/** The names of a text that has one a line; all where there is none. */
export function namesIn(text: string): 'all' | string[] {
  const names = text
    .split('\n')
    .map(name => name.trim())
    .filter(Boolean);
  return names.length === 0 ? 'all' : names;
}
