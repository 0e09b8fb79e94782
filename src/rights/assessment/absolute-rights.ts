import type { Right } from '../case/rights.js';
import { mayRestOnConsent } from '../effects/legal-bases.js';
import { causeBehind, mayBeRefused } from '../effects/objections.js';
import { isRefusal, type Evidence, type WantedDecision } from './decision-evidence.js';
import { refused } from './decision-refusals.js';

/**
 * Direct marketing stops for whoever objects to it (GDPR art. 21(3)), unless nobody can tell who that is (art. 12(2)); a consent is withdrawn
 * by whoever gave it (art. 7(3)), unless every purpose is settled to stand on something else.
 * @throws DomainError `cannot-be-refused`
 */
export function checkMayBeRefused(right: Right, decision: WantedDecision, evidence: Evidence): void {
  const cause = causeBehind(right, evidence.isDirectMarketing);
  if (!isRefusal(decision) || cause === null || mayBeRefused(cause)) return;
  const { outcome, ground } = decision;
  if (cause === 'direct-marketing' && outcome === 'refused' && ground === 'not-identifiable-12-2') return;
  if (cause === 'consent-withdrawal' && ground === 'no-consent-7-3' && !mayRestOnConsent(evidence.legalBases)) return;
  throw refused('cannot-be-refused', 'Nothing outweighs this right: it is granted whole.', { right, because: cause });
}
