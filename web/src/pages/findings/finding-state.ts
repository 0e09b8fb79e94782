import type { Finding } from '../../api/types.js';

type Facts = Pick<Finding, 'answer' | 'outcome' | 'dueOn'>;

/** Where a finding stands on `today` (`YYYY-MM-DD`): it waits for an answer, in time or no longer, then for its outcome. */
export function stateOf({ answer, outcome, dueOn }: Facts, today: string): 'settled' | 'answered' | 'overdue' | 'open' {
  if (outcome !== null) return 'settled';
  if (answer !== null) return 'answered';
  return dueOn < today ? 'overdue' : 'open';
}

/** Whether a person may not settle a finding because it is their own: they answer for it, or did what was found. */
export function isOwn({ ownerId, about }: Pick<Finding, 'ownerId' | 'about'>, myId: string): boolean {
  return ownerId === myId || about?.actorId === myId;
}
