import type { ClosedBecause } from '../../api/types.js';

/** What keeps events from getting their place in the log until a person has settled it. */
const STOPS_THE_LOG: readonly ClosedBecause[] = ['not-continued', 'copy-missing'];

/** The reasons that are worth a sentence: that the log is `late` is no news where it is stopped, and does not end by itself there. */
export function reasonsToSay(reasons: readonly ClosedBecause[]): readonly ClosedBecause[] {
  const isStopped = reasons.some(because => STOPS_THE_LOG.includes(because));
  return isStopped ? reasons.filter(because => because !== 'late') : reasons;
}
