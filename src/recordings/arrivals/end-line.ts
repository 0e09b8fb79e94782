import { addDays, type Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';

const REMEMBERED_DAYS = 61;

/** The last day on which a line is remembered that became nothing with a last day of its own, counted from `today`. */
export function rememberedThrough(today: Day): Day {
  return addDays(today, REMEMBERED_DAYS);
}

/** How something ended that is no recording, and why, by a stable code. */
export interface LineEnd {
  readonly outcome: 'destroyed' | 'explained';
  readonly reason: string;
}

/** Writes into the account how a line has ended, and remembers it for its days. What was explained once stays explained so. */
export async function endLine(
  em: EntityManager,
  { source, externalId }: { readonly source: string; readonly externalId: string },
  { outcome, reason }: LineEnd,
  today: Day,
): Promise<void> {
  await em.execute(END, [outcome, reason, rememberedThrough(today), source, externalId]);
}

const END = `
  update arrival a set
    outcome = e.outcome, reason = case when a.outcome = e.outcome then a.reason else e.reason end,
    ends_on = greatest(a.ends_on, e.ends_on)
  from (select ? as outcome, ? as reason, ?::date as ends_on) e
  where a.source = ? and a.external_id = ?`;
