import type { Claim } from './case-rows.entity.js';

/** A claim is to be decided anew by two people; what was said before is in the journal. */
export function undecide(claim: Claim): void {
  claim.state = 'open';
  claim.outcome = claim.ground = claim.sealedReasons = null;
  claim.reasonsLeftOut = false;
  claim.decidedBy = claim.decidedAt = claim.confirmedBy = claim.confirmedAt = null;
  claim.effectId = null;
}
