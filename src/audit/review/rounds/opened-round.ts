import type { Requester } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import type { EventDraft } from '../../event.js';
import type { CollectedItem } from './each-once.js';
import type { ReviewRound } from './review-round.entity.js';

/** The event of an opened round: with it and an export of the log, anybody comes to the same sample. */
export function openedRound(round: ReviewRound, items: readonly CollectedItem[], requester: Requester): EventDraft {
  const { id, fromOn, toOn, sampleSize, treeSize, root, seed } = round;
  const sampled = items.filter(({ why }) => why.some(({ because }) => because === 'sample')).length;
  const drawn = { seed, sampled, items: items.length };
  return {
    action: 'review-round.opened',
    actor: actorOf(requester),
    object: { kind: 'review-round', id },
    facts: { fromOn, toOn, sampleSize, treeSize, root: Buffer.from(root).toString('base64'), ...drawn },
  };
}
