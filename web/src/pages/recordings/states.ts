import type { RecordingItem } from '../../api/types.js';
import { daysBetween } from '../../ui/format/helsinki.js';

/** Days before the last one from which on a list points it out. */
const SOON_DAYS = 7;

/** What is out of the ordinary about a recording; `days` are left after today. */
export type RecordingState =
  | { readonly kind: 'restricted' | 'stated' | 'corrected' | 'no-notice-evidence' | 'agent-not-mapped' }
  | { readonly kind: 'held'; readonly purposes: RecordingItem['holdPurposes']; readonly throughOn: string }
  | { readonly kind: 'last-days'; readonly days: number };

type Names =
  'restricted' | 'holdPurposes' | 'heldThroughOn' | 'dueOn' | 'stated' | 'corrected' | 'noticeEvidence' | 'agent';

/** What the states of a recording are made of. */
export type StateFacts = Pick<RecordingItem, Names>;

/** The states of a recording on `today` (`YYYY-MM-DD`), the weightiest first. */
export function statesOf(facts: StateFacts, today: string): RecordingState[] {
  const { restricted, holdPurposes, heldThroughOn, dueOn, stated, corrected, noticeEvidence, agent } = facts;
  const days = daysBetween(today, dueOn);
  return [
    ...(restricted ? [{ kind: 'restricted' } as const] : []),
    ...(holdPurposes.length > 0
      ? [{ kind: 'held', purposes: holdPurposes, throughOn: heldThroughOn ?? dueOn } as const]
      : []),
    ...(days <= SOON_DAYS ? [{ kind: 'last-days', days: Math.max(0, days) } as const] : []),
    ...(stated ? [{ kind: 'stated' } as const] : []),
    ...(corrected ? [{ kind: 'corrected' } as const] : []),
    // Neither the call nor a plan says that the announcement was played: somebody has answered for it.
    ...(noticeEvidence === 'person' ? [{ kind: 'no-notice-evidence' } as const] : []),
    ...(agent.mapped ? [] : [{ kind: 'agent-not-mapped' } as const]),
  ];
}
