import type { Day } from '../../kernel/calendar.js';
import type { Announcement } from '../ingest/announcement.js';

/** An announcement that plays today, in one language. */
export interface PlannedAnnouncement {
  readonly version: string;
  readonly language: string;
  /** The telephone `system` plays it to callers; for an outgoing call the `agent` says it. */
  readonly saidBy: 'system' | 'agent';
}

/** Every announcement that `plans` have for calls of `today`, each once, in the order of version, language and who says it. */
export function plannedAnnouncements(
  plans: readonly (readonly Announcement[])[],
  today: Day,
): readonly PlannedAnnouncement[] {
  const entries = plans.flat().filter(({ from, until }) => from <= today && (until === null || today <= until));
  const planned = entries.map(({ version, language, direction }) => {
    const saidBy = direction === 'outbound' ? ('agent' as const) : ('system' as const);
    return [JSON.stringify([version, language, saidBy]), { version, language, saidBy }] as const;
  });
  return [...new Map(planned)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, announcement]) => announcement);
}
