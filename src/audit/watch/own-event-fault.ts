import type { Found } from './found.js';
import type { OwnEvent } from './own-events.js';

/** What the database holds of an event that this instance has committed. */
export interface OwnEventPlace {
  readonly id: string;
  readonly index: number | null;
  readonly hash: Buffer | null;
  /** The leaf's hash, of the bytes that are kept now. */
  readonly kept: Buffer | null;
  readonly pending: boolean;
  /** Kept to its end: only its leaf is left. */
  readonly pruned: boolean | null;
}

/** What is wrong with an event that this instance has committed; empty where it is as it was written. */
export function faultOfOwnEvent({ id, hash }: OwnEvent, place: OwnEventPlace | undefined): Found[] {
  const { index = null, kept = null, pruned } = place ?? {};
  if (!place || !(place.hash ?? place.pending) || !(kept ?? pruned)) {
    return [{ kind: 'event-absent', eventId: id, leafIndex: index }];
  }
  const isAsWritten = (kept?.equals(hash) ?? true) && (place.hash?.equals(hash) ?? true);
  return isAsWritten ? [] : [{ kind: 'event-differs', eventId: id, leafIndex: index }];
}
