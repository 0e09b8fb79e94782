import type { EntityManager } from '../../platform/database/index.js';
import type { CaseDocument } from '../case/case-output.entity.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { disclosesRestricted } from '../disclosure/restricted.js';
import { digestOfPlan } from './sent-packages.js';

/** Why a letter or a package does not leave any more. */
export type WhyNot = 'letter-outdated' | 'package-outdated' | 'recording-restricted';

/** Letters that tell of a decision; a receipt or a question does not grow old with it. */
const TELLS_OF_DECISION: readonly string[] = ['answer', 'disclosure-cover'];

type Paper = Pick<CaseDocument, 'kind' | 'letterKind' | 'createdAt'>;
type Decided = Pick<RightsCase, 'decidedAt'>;

/** Whether it was made since the decision that stands; a package holds the letter of its time. */
export function isOfDecision({ createdAt }: Pick<Paper, 'createdAt'>, { decidedAt }: Decided): boolean {
  return decidedAt ? createdAt >= decidedAt : false;
}

/** Whether it tells a person, or an authority, what was decided. */
export function tellsOfDecision({ kind, letterKind }: Pick<Paper, 'kind' | 'letterKind'>): boolean {
  return kind === 'package' || (kind === 'letter' && TELLS_OF_DECISION.includes(letterKind ?? ''));
}

/**
 * Null while the letter or package tells of what is decided, and holds what is given. A restriction may have begun since it was decided what an
 * authority gets. With the case locked, or to be asked again.
 */
export async function whyNotToLeave(
  em: EntityManager,
  rightsCase: Pick<RightsCase, 'id' | 'kind' | 'decidedAt'>,
  document: Paper & Pick<CaseDocument, 'contentsSha256'>,
): Promise<WhyNot | null> {
  const isOld = tellsOfDecision(document) && !isOfDecision(document, rightsCase);
  if (document.kind !== 'package') return isOld ? 'letter-outdated' : null;
  if (await disclosesRestricted(em, rightsCase)) return 'recording-restricted';
  const planned = await digestOfPlan(em, rightsCase.id);
  const isPlanned = planned !== null && document.contentsSha256 && planned.equals(document.contentsSha256);
  return isOld || !isPlanned ? 'package-outdated' : null;
}
