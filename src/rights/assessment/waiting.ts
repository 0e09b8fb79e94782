import type { EntityManager } from '../../platform/database/index.js';
import { CaseRecording, Claim } from '../case/case-rows.entity.js';
import type { RightsCase } from '../case/rights-case.entity.js';

/** Says in the row of a case that something waits for a second person. */
export function waits(rightsCase: RightsCase, preparedBy: string): void {
  rightsCase.preparedBy = preparedBy;
}

/** After what `preparedBy` prepared was confirmed or sent back: the row names whoever prepared something else that waits, or nobody. */
export async function waitsNoMore(em: EntityManager, rightsCase: RightsCase, preparedBy: string): Promise<void> {
  if (rightsCase.preparedBy !== preparedBy) return;
  await em.flush();
  const { id: caseId } = rightsCase;
  const claim = await em.findOne(Claim, { caseId, state: 'decided' });
  const unconfirmed = { caseId, assessedBy: { $ne: null }, confirmedBy: null };
  const recording = claim ? null : await em.findOne(CaseRecording, unconfirmed);
  rightsCase.preparedBy = claim?.decidedBy ?? recording?.assessedBy ?? '';
}
