import { portability } from '../effects/legal-bases.js';
import { isGiven, type Evidence, type WantedDecision } from './decision-evidence.js';
import { refused } from './decision-refusals.js';

/**
 * Portability is decided by the bases of the purposes (GDPR art. 20(1)(a)): where none is portable it is refused on that ground, unless nobody
 * can tell who asks; where one is, that ground refuses the others alone.
 * @throws DomainError `nothing-portable`, `something-portable`
 */
export function checkPortability(decision: WantedDecision, { legalBases }: Evidence): void {
  const { refusal } = portability(legalBases);
  const { outcome, ground } = decision;
  if (refusal !== null) {
    const fits = ground === refusal || ground === 'not-identifiable-12-2';
    if (isGiven(decision) || (outcome === 'refused' && !fits)) throw nothingPortable(refusal);
  } else if (outcome === 'refused' && ground === 'no-consent-or-contract-20') throw somethingPortable();
}

function nothingPortable(ground: string) {
  const sentence = 'No purpose stands on consent or contract: portability is refused on that ground.';
  return refused('nothing-portable', sentence, { grounds: [ground] });
}

function somethingPortable() {
  const sentence = 'A purpose stands on consent or contract: what was given for it is portable.';
  return refused('something-portable', sentence);
}
