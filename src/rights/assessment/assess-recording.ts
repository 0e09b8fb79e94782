import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import type { CaseRecording } from '../case/case-rows.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import { findRecording, type RecordingPlace } from '../case/find-recording.js';
import { RecordingTexts } from '../case/recording-texts.js';
import { checkWorkedOn } from '../case/undecided.js';
import type { CaseRecordingView } from '../search/recordings.schemas.js';
import { ShowRecordings } from '../search/show-recordings.js';
import { checkAssessment } from './assessment-rules.js';
import type { NewAssessment } from './assessment.schemas.js';

/** Says of a recording whose data it holds and whether a copy is given; somebody else confirms it. */
@Injectable()
export class AssessRecording {
  constructor(
    private readonly acts: ActOnCase,
    private readonly texts: CaseTexts,
    private readonly recordingTexts: RecordingTexts,
    private readonly show: ShowRecordings,
    private readonly clock: Clock,
  ) {}

  /**
   * What was confirmed before has to be confirmed anew.
   * @throws DomainError `not-found`, `wrong-state`, `recording-not-included`, and what {@link checkAssessment} throws
   */
  async execute(
    place: RecordingPlace,
    wanted: NewAssessment,
    requester: Requester,
    permissions: Permissions,
  ): Promise<CaseRecordingView> {
    await this.acts.execute(
      place.caseId,
      { verb: 'handle', action: 'rights-request.recording-assessed' },
      async (em, rightsCase, actor) => {
        checkWorkedOn(rightsCase, 'assessing');
        const row = await findRecording(em, place);
        if (row.state !== 'included') throw notIncluded();
        checkAssessment(wanted);
        await this.#assess(em, row, wanted, actor.id ?? '');
        if (rightsCase.state === 'triaged' || rightsCase.state === 'searching') rightsCase.state = 'assessing';
        const { decision, ground = null, forwardToCustomer, whose } = wanted;
        const facts = { decision, ground, forwardToCustomer, whose: [...new Set(whose)] };
        const { recordingId } = place;
        return { value: undefined, facts, recordingId, detail: { recordingId, ...facts, reasons: wanted.reasons } };
      },
      requester,
      permissions,
    );
    return this.show.one(place, permissions);
  }

  async #assess(em: EntityManager, row: CaseRecording, wanted: NewAssessment, assessedBy: string): Promise<void> {
    const { whose, decision, ground = null, reasons, forwardToCustomer } = wanted;
    const key = await this.texts.keyOf(em, row.caseId);
    const { relation, triageReason } = this.recordingTexts.open(key, row);
    const stored = { relation, triageReason, whose: [...new Set(whose)], reasons };
    em.assign(row, {
      ...{ decision, ground, forwarded: forwardToCustomer, assessedBy, assessedAt: this.clock.now() },
      ...{ confirmedBy: null, confirmedAt: null },
      sealedAssessment: this.recordingTexts.seal(key, row.recordingId, stored),
    });
  }
}

function notIncluded(): DomainError {
  return new DomainError('conflict', 'recording-not-included', 'This recording has not been taken up into the case.');
}
