import type { Day } from '../../kernel/calendar.js';
import type { StudiedCell } from '../../recordings/index.js';

/** The fewest calls of which anything is kept or shown. */
export const FEWEST = 5;

/** What is counted of calls. `waited`: how many it is known of how long they waited. */
export const COUNTS = ['calls', 'answered', 'waited', 'numbered', 'repeated', 'ticketed'] as const;
export type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;

/** Of which calls a cell is. An empty queue or unit, or no hour: they are not told apart by it. */
export interface Place {
  readonly queue: string;
  readonly unit: string;
  readonly hour: number | null;
}

/** Calls of a day that are told of together: at least {@link FEWEST}, and each call is in one cell. */
export interface Cell extends Place, Counts {
  readonly day: Day;
  readonly waitsMs: readonly number[];
  readonly talksMs: readonly number[];
}

/** Calls by queue, unit and hour as one cell of a place; the parts are of one day. */
export function together(parts: readonly StudiedCell[], place: Place): Cell | null {
  const [first] = parts;
  if (!first) return null;
  const sum = (count: (part: StudiedCell) => number) => parts.reduce((total, part) => total + count(part), 0);
  return {
    ...{ day: first.day, ...place },
    calls: sum(({ calls }) => calls),
    answered: sum(({ answered }) => answered),
    waited: sum(({ waitsMs }) => waitsMs.length),
    numbered: sum(({ numbered }) => numbered),
    repeated: sum(({ repeated }) => repeated),
    ticketed: sum(({ ticketed }) => ticketed),
    waitsMs: parts.flatMap(({ waitsMs }) => waitsMs),
    talksMs: parts.flatMap(({ talksMs }) => talksMs),
  };
}
