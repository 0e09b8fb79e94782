import type { Hold, HoldAct } from '../../api/types.js';

/** What the person may do to a hold. Whoever decides on a request refuses it; giving it up is left to others. */
export function actsOn({ permitted }: Pick<Hold, 'permitted'>): readonly HoldAct[] {
  return permitted.includes('refuse') ? permitted.filter(act => act !== 'release') : permitted;
}
