import { RECIPE } from './draw-sample.js';
import type { ReviewRound } from './review-round.entity.js';
import type { RoundView } from './rounds.schemas.js';

/** A round as answers show it, with the recipe of its sample. */
export function roundViewOf(round: ReviewRound): RoundView {
  const { id, fromOn, toOn, sampleSize, treeSize, root, checkpoint, seed, openedAt, openedBy } = round;
  const frozen = { treeSize, root: Buffer.from(root).toString('base64'), checkpoint, seed, recipe: RECIPE };
  const closed = { closedAt: round.closedAt?.toISOString() ?? null, closedBy: round.closedBy ?? null };
  return { id, fromOn, toOn, sampleSize, ...frozen, openedAt: openedAt.toISOString(), openedBy, ...closed };
}
