import type { Day } from '../../kernel/calendar.js';
import type { NewGrant } from '../access.schemas.js';
import type { Grant } from '../grants/grant.entity.js';

/** Whether somebody with these unrevoked grants holds what is wanted already: the same role, scope and purposes, not over. */
export function holdsAlready(grants: readonly Grant[], wanted: NewGrant, today: Day): boolean {
  return grants.some(grant => grant.untilOn >= today && scopeOfGrant(grant) === scopeOfWanted(wanted));
}

function scopeOfGrant({ role, allQueues, queues, allUnits, units, ownCallsOnly, purposes }: Grant): string {
  return scopeText(role, allQueues ? 'all' : queues, allUnits ? 'all' : units, ownCallsOnly, purposes);
}

function scopeOfWanted({ role, queues, units, ownCallsOnly, purposes }: NewGrant): string {
  return scopeText(role, queues, units, ownCallsOnly, purposes);
}

type Names = 'all' | readonly string[];

function scopeText(role: string, queues: Names, units: Names, own: boolean, purposes: readonly string[]): string {
  return JSON.stringify([role, sorted(queues), sorted(units), own, sorted(purposes)]);
}

function sorted(names: Names): Names {
  return names === 'all' ? names : [...names].sort();
}
