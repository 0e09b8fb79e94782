import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import type { CaseRecording } from '../case/case-rows.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import { findRecording, type RecordingPlace } from '../case/find-recording.js';
import { assessmentStamp, checkSeen } from '../case/prepared-stamp.js';
import { RecordingTexts } from '../case/recording-texts.js';
import { checkSecondPerson } from '../case/second-person.js';
import { checkWorkedOn } from '../case/undecided.js';
import type { CaseRecordingView } from '../search/recordings.schemas.js';
import { ShowRecordings } from '../search/show-recordings.js';
import type { Confirmation } from './assessment.schemas.js';
import { nothingWaits } from './refusals.js';

/** A second person answers for the assessment of a recording, or sends it back. */
@Injectable()
export class ConfirmAssessment {
  constructor(
    private readonly acts: ActOnCase,
    private readonly texts: CaseTexts,
    private readonly recordingTexts: RecordingTexts,
    private readonly show: ShowRecordings,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `wrong-state`, `nothing-waits`, `not-second-person`, `changed-meanwhile` */
  async execute(
    place: RecordingPlace,
    { prepared, sendBack }: Confirmation,
    requester: Requester,
    permissions: Permissions,
  ): Promise<CaseRecordingView> {
    const action = sendBack === undefined ? 'assessment-confirmed' : 'decision-sent-back';
    await this.acts.execute(
      place.caseId,
      { verb: 'handle', action: `rights-request.${action}` },
      async (em, rightsCase, actor) => {
        checkWorkedOn(rightsCase, 'assessing');
        const row = await findRecording(em, place);
        const { assessedBy, decision, recordingId } = row;
        if (!assessedBy || row.confirmedBy) throw nothingWaits();
        checkSecondPerson(rightsCase, assessedBy, permissions);
        checkSeen(assessmentStamp(row), prepared);
        if (sendBack === undefined) em.assign(row, { confirmedBy: actor.id, confirmedAt: this.clock.now() });
        else await this.#sendBack(em, row, sendBack);
        const facts = { what: 'assessment', decision: decision ?? null, preparedBy: assessedBy };
        return { value: undefined, facts, recordingId, detail: { recordingId, ...facts, sendBack } };
      },
      requester,
      permissions,
    );
    return this.show.one(place, permissions);
  }

  /** What was said stays to be read; nothing of it is decided. */
  async #sendBack(em: EntityManager, row: CaseRecording, sentBack: string): Promise<void> {
    const key = await this.texts.keyOf(em, row.caseId);
    const stored = { ...this.recordingTexts.open(key, row), sentBack };
    const nothing = { decision: null, ground: null, forwarded: false, assessedBy: null, assessedAt: null };
    em.assign(row, { ...nothing, sealedAssessment: this.recordingTexts.seal(key, row.recordingId, stored) });
  }
}
