import { FINDING_PLACES, openRounds, unansweredFindings, unsettledFindings } from '../../audit/index.js';
import { reach } from '../reach.js';
import type { WaitingKinds } from './waiting-kinds.js';

/** What waits in the review of the log: the floor of the log knows no rules, so this one asks them for it. */
export function waitsInReviews(waiting: WaitingKinds): void {
  waiting.on('review-rounds', ({ ability }) =>
    ability.can('close', 'ReviewRound') ? { text: openRounds, values: [] } : null,
  );
  waiting.on('findings', ({ ability }) => {
    const within = reach(ability, { verb: 'settle', kind: 'Finding' }, FINDING_PLACES);
    return within && { text: unsettledFindings(within.sql), values: within.values };
  });
  waiting.on('own-findings', ({ requester: { id } }) => ({ text: unansweredFindings, values: [id] }));
}
