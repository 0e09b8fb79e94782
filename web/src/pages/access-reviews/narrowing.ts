import type { Grant, NewDecision, Purpose } from '../../api/types.js';
import { linesOf, namesIn } from '../person/new-grant.js';

/** What is to be left of a grant, as the form holds it: a name a line, empty for all. */
interface Narrowing {
  readonly role: Grant['role'];
  readonly queues: string;
  readonly units: string;
  readonly ownCallsOnly: boolean;
  readonly purposes: readonly Purpose[];
  readonly untilOn: string;
}

/** The form begins with all of the grant. */
export function narrowingOf({ role, queues, units, ownCallsOnly, purposes, untilOn }: Grant): Narrowing {
  return { role, queues: linesOf(queues), units: linesOf(units), ownCallsOnly, purposes, untilOn };
}

/** What is sent; no names at all: every one, as where a grant is given. */
export function narrowedOf(left: Narrowing): NonNullable<NewDecision['narrowed']> {
  const { queues, units, ownCallsOnly, purposes, untilOn } = left;
  return { queues: namesIn(queues), units: namesIn(units), ownCallsOnly, purposes: [...purposes], untilOn };
}
