import type { EntityManager } from '../../platform/database/index.js';
import { hasReached, sentPackages } from '../answer/sent-packages.js';
import { CaseRecording, Claim } from '../case/case-rows.entity.js';
import { isGranted } from './check-effect.js';

/**
 * Whether a copy of recordings was asked for as well, may still be granted or was, and has not reached the person: then it does before its
 * original is erased. The code of a package is in no row, so until the person has it the package can be made again.
 */
export async function awaitsPackage(
  em: EntityManager,
  caseId: string,
  recordingIds: readonly string[],
): Promise<boolean> {
  const copies = await em.find(Claim, { caseId, rightKind: { $in: ['access', 'portability'] } }, { refresh: true });
  if (!copies.some(claim => claim.state === 'open' || claim.state === 'decided' || isGranted(claim))) return false;
  const where = { caseId, recordingId: { $in: [...recordingIds] }, decision: 'withheld' } as const;
  const withheld = await em.count(CaseRecording, where);
  return withheld < recordingIds.length && !(await sentPackages(em, caseId)).some(hasReached);
}
