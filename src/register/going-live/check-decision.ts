import type { MissingFact } from '../notice/missing-facts.js';
import { findingOf, type FindingName } from './findings.js';
import { lackedBy } from './going-live-state.js';
import type { NewDecision } from './going-live.schemas.js';
import { decisionUnfit, settingLacks } from './refusals.js';

/**
 * Whether a finding can be decided so: one of its options where it has any, a dated document where one stands for it, and no
 * setting that says otherwise.
 * @throws DomainError `decision-unfit`, `setting-lacks`
 */
export function checkDecision(finding: FindingName, wanted: NewDecision, missing: readonly MissingFact[]): void {
  const { options, needsReference, decided } = findingOf(finding);
  const { option, reference, referenceOn, rule } = wanted;
  if (options.length === 0 ? option !== null : option === null || !options.includes(option))
    throw decisionUnfit('option');
  if ((reference === null) !== (referenceOn === null)) throw decisionUnfit('referenceOn');
  if (needsReference && reference === null) throw decisionUnfit('reference');
  if (decided === 'by-rule' ? rule === null : rule !== null) throw decisionUnfit('rule');
  const lacks = lackedBy(finding, missing);
  if (lacks.length > 0) throw settingLacks(lacks);
}
