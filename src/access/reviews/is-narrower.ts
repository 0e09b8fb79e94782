import type { Purpose } from '../purposes.js';
import type { Role } from '../roles.js';

/** How far a grant reaches; null: every queue, every unit. */
export interface GrantScope {
  readonly role: Role;
  readonly queues: readonly string[] | null;
  readonly units: readonly string[] | null;
  readonly ownCallsOnly: boolean;
  readonly purposes: readonly Purpose[];
  readonly fromOn: string;
  readonly untilOn: string;
}

/** Whether `narrowed` allows nothing that `whole` does not allow, and less of it. */
export function isNarrower(narrowed: GrantScope, whole: GrantScope): boolean {
  return within(narrowed, whole) && !within(whole, narrowed);
}

function within(one: GrantScope, other: GrantScope): boolean {
  return (
    one.role === other.role &&
    listWithin(one.queues, other.queues) &&
    listWithin(one.units, other.units) &&
    (one.ownCallsOnly || !other.ownCallsOnly) &&
    one.purposes.every(purpose => other.purposes.includes(purpose)) &&
    other.fromOn <= one.fromOn &&
    one.untilOn <= other.untilOn
  );
}

function listWithin(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return other === null || (one !== null && one.every(name => other.includes(name)));
}
