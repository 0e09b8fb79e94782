import type { Erasure } from '../../api/types.js';

export type ErasureAct = 'confirm' | 'refuse' | 'withdraw';

/** What somebody may do about an erasure: whoever decides confirms or refuses. */
export function actsOn({ permitted }: Pick<Erasure, 'permitted'>): ErasureAct[] {
  return permitted.flatMap(verb => (verb === 'decide' ? ['confirm', 'refuse'] : ['withdraw']));
}
