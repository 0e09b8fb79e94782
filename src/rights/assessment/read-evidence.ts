import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { EraseOnRequest } from '../../retention/index.js';
import { Redaction } from '../case/case-output.entity.js';
import { CaseRecording, PersonSearch, type Claim } from '../case/case-rows.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { parseLegalBases } from '../effects/legal-bases.js';
import { holdsOfCase } from '../effects/restriction-hold.js';
import { releasable } from '../redaction/redaction-state.js';
import type { Evidence } from './decision-evidence.js';

/** Reads what there is to decide by. */
@Injectable()
export class ReadEvidence {
  constructor(
    private readonly texts: CaseTexts,
    private readonly eraseOnRequest: EraseOnRequest,
    private readonly config: Config,
  ) {}

  /** For the decision about a claim, in a case that is locked. */
  async execute(em: EntityManager, rightsCase: RightsCase, claim: Claim): Promise<Evidence> {
    const { id: caseId, stopped } = rightsCase;
    const { identity } = this.texts.request(await this.texts.keyOf(em, caseId), rightsCase);
    const recordings = await em.find(CaseRecording, { caseId });
    const versions = await em.find(Redaction, { caseId });
    const held = claim.rightKind === 'erasure' ? await this.#heldOf(em, rightsCase, recordings) : new Set();
    return {
      isStopped: stopped,
      isIdentified: Boolean(identity?.method),
      isDirectMarketing: claim.directMarketing,
      legalBases: parseLegalBases(this.config.rights.legalBases),
      searches: await em.count(PersonSearch, { caseId }),
      recordings: recordings.map(({ recordingId, state, decision, confirmedBy }) => ({
        ...{ state, decision: decision ?? null, isConfirmed: Boolean(confirmedBy), isHeld: held.has(recordingId) },
        hasApprovedCopy: releasable(versions.filter(version => version.recordingId === recordingId)) !== null,
      })),
    };
  }

  /** Those that an erasure would leave, since somebody else holds them. */
  async #heldOf(em: EntityManager, { number }: RightsCase, recordings: readonly CaseRecording[]): Promise<Set<string>> {
    const held = new Set<string>();
    for (const { recordingId, state } of recordings) {
      if (state !== 'included') continue;
      const prospect = await this.eraseOnRequest.prospect(em, recordingId, holdsOfCase(number));
      if (prospect === 'held') held.add(recordingId);
    }
    return held;
  }
}
