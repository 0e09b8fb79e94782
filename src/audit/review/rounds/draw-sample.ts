import { createHash } from 'node:crypto';
import type { AuditAction } from '../../actions.js';
import type { Run, Statement } from '../../../platform/database/index.js';
import type { Period } from '../period.js';

/** What a sample is drawn from: somebody came to hear, read or take out what is personal, or tried to. */
export const LISTENING: readonly AuditAction[] = [
  'recordings.searched',
  'recording.opened',
  'field.revealed',
  'playback.granted',
  'playback.refused',
  'audit.exported',
  'route.refused',
];

/** The recipe in words, for people who check it. */
export const RECIPE = {
  seed: 'hexadecimal SHA-256 of the checkpoint’s note (UTF-8) followed by the round’s id (ASCII)',
  drawn:
    'of the first treeSize leaves of the log those with one of the actions, whatever the outcome, recorded in the period ' +
    '(days of Europe/Helsinki); ordered by SHA-256 of the seed (as hexadecimal) followed by the event’s id (ASCII); the first sampleSize',
  actions: [...LISTENING],
};

/**
 * The seed of a round's sample, hexadecimal. Nobody can choose it: the checkpoint binds the whole log and its signature, and
 * the round's id is made before either is known to fit.
 */
export function seedOf(checkpoint: string, roundId: string): string {
  return createHash('sha256').update(checkpoint, 'utf8').update(roundId, 'utf8').digest('hex');
}

export interface SampledEvent {
  readonly id: string;
  readonly recorded_at: Date;
}

/** The sample of a period of the first `treeSize` leaves; the same for the same seed, whenever and by whomever it is drawn. */
export function drawSample(
  run: Run,
  { from, until }: Period,
  { seed, treeSize, sampleSize }: { seed: string; treeSize: number; sampleSize: number },
): Promise<SampledEvent[]> {
  return run<SampledEvent>(DRAW, [LISTENING, from, until, treeSize, seed, sampleSize]);
}

const DRAW: Statement = {
  name: 'review-draw-sample',
  text: `
    select e.id, e.recorded_at from audit_event e join audit_leaf l on l.event_id = e.id
    where e.action = any($1::text[]) and e.recorded_at >= $2 and e.recorded_at < $3 and l.index < $4
    order by sha256(convert_to($5 || e.id::text, 'UTF8')), e.id
    limit $6`,
};
