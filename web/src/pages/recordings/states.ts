import type { RecordingItem } from '../../api/types.js';
import { daysBetween } from '../../ui/format/helsinki.js';

/** Days before the last one from which on a list points it out. */
const SOON_DAYS = 7;

/** What is out of the ordinary about a recording; `days` are left after today. */
export type RecordingState =
  { readonly kind: 'restricted' | 'held' | 'agent-not-mapped' } | { readonly kind: 'last-days'; readonly days: number };

type Facts = Pick<RecordingItem, 'restricted' | 'holdPurposes' | 'dueOn' | 'agent'>;

/** The states of a recording on `today` (`YYYY-MM-DD`), the weightiest first. */
export function statesOf({ restricted, holdPurposes, dueOn, agent }: Facts, today: string): RecordingState[] {
  const days = daysBetween(today, dueOn);
  return [
    ...(restricted ? [{ kind: 'restricted' } as const] : []),
    ...(holdPurposes.length > 0 ? [{ kind: 'held' } as const] : []),
    ...(days <= SOON_DAYS ? [{ kind: 'last-days', days: Math.max(0, days) } as const] : []),
    ...(agent.mapped ? [] : [{ kind: 'agent-not-mapped' } as const]),
  ];
}
