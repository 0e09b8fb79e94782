import { helsinkiDay } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import { isInForce } from '../holds/hold-state.js';
import { Hold } from '../holds/hold.entity.js';
import type { KeptRecording } from '../holds/holds-of.js';

/**
 * Whether a hold keeps a recording today other than those that a case has placed itself, which bear one of
 * `references`: these end with the erasure that the same case decides. Also one of which only the recording itself still knows, after a restored backup.
 */
export async function heldByOthers(
  em: EntityManager,
  { id: recordingId, holdPurposes, heldThroughOn }: KeptRecording,
  references: readonly string[],
  now: Date,
): Promise<boolean> {
  const today = helsinkiDay(now);
  const holds = await em.find(Hold, { recordingId, state: { $in: ['requested', 'active'] } });
  const inForce = holds.filter(hold => isInForce(hold, today));
  const own = inForce.filter(hold => hold.kind === 'rights-request' && references.includes(hold.reference));
  if (inForce.length > own.length) return true;
  const isOpen = heldThroughOn >= today;
  return isOpen && holdPurposes.some(purpose => own.length === 0 || purpose !== 'rights-request');
}
