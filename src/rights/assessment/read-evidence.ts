import type { EntityManager } from '../../platform/database/index.js';
import { Redaction } from '../case/case-output.entity.js';
import { CaseRecording, PersonSearch } from '../case/case-rows.entity.js';
import type { CaseTexts } from '../case/case-texts.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { releasable } from '../redaction/redaction-state.js';
import type { Evidence } from './decision-rules.js';

/** What there is to decide by in a case that is locked. */
export async function readEvidence(em: EntityManager, rightsCase: RightsCase, texts: CaseTexts): Promise<Evidence> {
  const { id: caseId, stopped } = rightsCase;
  const { identity } = texts.request(await texts.keyOf(em, caseId), rightsCase);
  const recordings = await em.find(CaseRecording, { caseId });
  const versions = await em.find(Redaction, { caseId });
  return {
    isStopped: stopped,
    isIdentified: Boolean(identity?.method),
    searches: await em.count(PersonSearch, { caseId }),
    recordings: recordings.map(({ recordingId, state, decision, confirmedBy }) => ({
      ...{ state, decision: decision ?? null, isConfirmed: Boolean(confirmedBy) },
      hasApprovedCopy: releasable(versions.filter(version => version.recordingId === recordingId)) !== null,
    })),
  };
}
