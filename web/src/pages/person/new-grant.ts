import type { NewGrant, Purpose, Role } from '../../api/types.js';
import { addDays } from '../../ui/format/helsinki.js';
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

/** The grant that a draft asks for. */
export function grantOf({ queues, units, purposes, ...rest }: GrantDraft): NewGrant {
  return { ...rest, purposes: [...purposes], queues: namesIn(queues), units: namesIn(units) };
}

function namesIn(text: string): 'all' | string[] {
  const names = text
    .split('\n')
    .map(name => name.trim())
    .filter(Boolean);
  return names.length === 0 ? 'all' : names;
}
