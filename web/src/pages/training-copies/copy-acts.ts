import type { TrainingCopy } from '../../api/types.js';

export type CopyAct = 'approve' | 'refuse' | 'release';

/** What somebody may do about a training copy: whoever decides approves or refuses. */
export function actsOn({ permitted }: Pick<TrainingCopy, 'permitted'>): CopyAct[] {
  return permitted.flatMap((verb): CopyAct[] => (verb === 'decide' ? ['approve', 'refuse'] : ['release']));
}
