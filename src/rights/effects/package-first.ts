import type { EntityManager } from '../../platform/database/index.js';
import { CaseDocument } from '../case/case-output.entity.js';
import { CaseRecording, Claim } from '../case/case-rows.entity.js';
import { isGranted } from './check-effect.js';

/** Whether a copy of recordings was asked for as well, may still be granted or was, and is not packed: then it is packed before its original is erased. */
export async function awaitsPackage(
  em: EntityManager,
  caseId: string,
  recordingIds: readonly string[],
): Promise<boolean> {
  const copies = await em.find(Claim, { caseId, rightKind: { $in: ['access', 'portability'] } }, { refresh: true });
  if (!copies.some(claim => claim.state === 'open' || claim.state === 'decided' || isGranted(claim))) return false;
  const where = { caseId, recordingId: { $in: [...recordingIds] }, decision: 'withheld' } as const;
  const withheld = await em.count(CaseRecording, where);
  const isPacked = (await em.count(CaseDocument, { caseId, kind: 'package' })) > 0;
  return !isPacked && withheld < recordingIds.length;
}
