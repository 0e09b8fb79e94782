import type { CaseDelivery, CaseEffect } from '../../../api/types.js';
import { isDay } from '../../../ui/format/helsinki.js';
import { BLOCKABLE_PURPOSES, EXCEPTION_GROUNDS, NOTICE_CHANNELS, type BlockablePurpose } from './effect-draft.js';

const CHANNELS = [...NOTICE_CHANNELS, 'download'] as const;

/** What an effect that waits for its second person asks for; null where its kind says nothing of it. */
interface WantedFacts {
  readonly ground: (typeof EXCEPTION_GROUNDS)[number] | null;
  readonly purposes: readonly BlockablePurpose[];
  readonly until: string | null;
  readonly informed: { readonly on: string; readonly channel: CaseDelivery['channel'] | 'e-mail' | 'telephone' } | null;
  readonly words: string | null;
}

/** @param wanted as the server tells it: by the kind of the effect */
export function wantedOf(wanted: CaseEffect['wanted']): WantedFacts {
  const { ground, purposes, until, informed, words } = wanted;
  const listed = Array.isArray(purposes) ? purposes : [];
  return {
    ground: EXCEPTION_GROUNDS.find(one => one === ground) ?? null,
    purposes: BLOCKABLE_PURPOSES.filter(one => listed.includes(one)),
    until: typeof until === 'string' && isDay(until) ? until : null,
    informed: informedOf(informed),
    words: typeof words === 'string' && words !== '' ? words : null,
  };
}

function informedOf(informed: unknown): WantedFacts['informed'] {
  if (typeof informed !== 'object' || informed === null) return null;
  const { on, channel } = informed as Readonly<Record<string, unknown>>; // an object has looked
  const known = CHANNELS.find(one => one === channel);
  return typeof on === 'string' && isDay(on) && known ? { on, channel: known } : null;
}
