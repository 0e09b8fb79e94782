import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { DIRECTIONS, type Direction } from '../recording.entity.js';

/** A dated entry of a source's announcement plan (domain.md §1): what callers hear at the start of a call. */
export const announcement = z
  .strictObject({
    /** null: every queue that has no entry of its own. */
    queue: format.line(120).nullable().default(null),
    /** null: incoming and internal calls. For outgoing calls: what the agent tells the other side. */
    direction: z.enum(DIRECTIONS).nullable().default(null),
    version: format.line(40),
    language: z.string().regex(/^[a-z]{2}$/, 'must be a language code'),
    /** First and last day of calls that begin under it; without a last day until it is replaced. */
    from: format.day,
    until: format.day.nullable().default(null),
  })
  .refine(({ from, until }) => until === null || from <= until, {
    path: ['until'],
    message: 'must not be before from',
  });
export type Announcement = z.output<typeof announcement>;

/** What of a call decides which announcement was planned for it. */
export interface AnnouncedCall {
  readonly queue: string;
  readonly direction: Direction;
  readonly startedAt: Date;
}

/**
 * The entry that the plan has for `call`, by the Helsinki day on which it started; null: none. An entry for the very queue
 * goes before one for all, one for the very direction before a general one, a newer one before an older.
 */
export function plannedFor(call: AnnouncedCall, plan: readonly Announcement[]): Announcement | null {
  const [best] = plan
    .filter(entry => isFor(call, entry))
    .sort((a, b) => rank(b) - rank(a) || (a.from < b.from ? 1 : -1));
  return best ?? null;
}

/** Whether no two entries are for the same calls from the same day on: which of them plays, nobody could tell. */
export function isEachOnce(plan: readonly Announcement[]): boolean {
  const calls = plan.map(({ queue, direction, from }) => JSON.stringify([queue, direction, from]));
  return new Set(calls).size === plan.length;
}

function isFor({ queue, direction, startedAt }: AnnouncedCall, entry: Announcement): boolean {
  const day = helsinkiDay(startedAt);
  const inTime = entry.from <= day && (entry.until === null || day <= entry.until);
  const goesThere = entry.direction === null ? direction !== 'outbound' : entry.direction === direction;
  return inTime && goesThere && (entry.queue === null || entry.queue === queue);
}

function rank({ queue, direction }: Announcement): number {
  return (queue === null ? 0 : 2) + (direction === null ? 0 : 1);
}
