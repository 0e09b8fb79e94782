import { createHash } from 'node:crypto';
import type { EffectResult } from './effect-detail.js';

/** An event has room for so many ids; all of them stand in the journal of the case. */
const MOST_NAMED = 100;

/**
 * How an event names recordings, however many they are: how many, the SHA-256 of their ids (sorted, a line each, lower-case hex), and
 * the first of them in that order.
 */
export function namedRecordings(ids: readonly string[]) {
  const sorted = ids.toSorted();
  return {
    recordings: sorted.length,
    recordingsSha256: createHash('sha256').update(sorted.join('\n')).digest('hex'),
    recordingIds: sorted.slice(0, MOST_NAMED),
  };
}

/** What an event says of what came of an effect: of an erasure, how many ended in which way. */
export function resultInFacts({ recordingIds, notHeld = [], erasures = [], refusal }: EffectResult) {
  return {
    ...namedRecordings(recordingIds),
    ...(notHeld.length > 0 ? { notHeld: namedRecordings(notHeld.map(({ recordingId }) => recordingId)) } : {}),
    ...(erasures.length > 0 ? { erasures: timesEach(erasures.map(({ outcome }) => outcome)) } : {}),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

function timesEach(outcomes: readonly string[]): Record<string, number> {
  const times: Record<string, number> = {};
  for (const outcome of outcomes) times[outcome] = (times[outcome] ?? 0) + 1;
  return times;
}
