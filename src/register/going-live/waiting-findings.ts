import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import type { FindingState } from './going-live-state.js';

/** So many days before its day an open finding begins to wait for its owner. */
const NEAR_DAYS = 14;

/** The open findings of `ownerId` that are near their day or past it and not decided, the most urgent first. */
export function findingsDue(states: readonly FindingState[], ownerId: string, now: Date): readonly FindingDue[] {
  const near = addDays(helsinkiDay(now), NEAR_DAYS);
  const open = states.filter(({ settled, waits }) => settled === null && waits === null);
  return open
    .flatMap(({ finding, assigned }) =>
      assigned?.ownerId === ownerId ? [{ finding, dueOn: assigned.dueOn as Day }] : [],
    )
    .filter(({ dueOn }) => dueOn <= near)
    .sort((a, b) => (a.dueOn === b.dueOn ? 0 : a.dueOn < b.dueOn ? -1 : 1));
}

export interface FindingDue {
  readonly finding: string;
  readonly dueOn: Day;
}
