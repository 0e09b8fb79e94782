import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import type { CaseRecording } from '../case/case-rows.entity.js';
import { findRecording, type RecordingPlace } from '../case/find-recording.js';
import { RecordingTexts } from '../case/recording-texts.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import type { StoredAssessment } from '../case/stored-assessment.js';
import { checkUndecided } from '../case/undecided.js';
import { FollowTriage } from './follow-triage.js';
import type { CaseRecordingView, RecordingTriage } from './recordings.schemas.js';
import { ShowRecordings } from './show-recordings.js';

const ACTIONS = {
  included: 'rights-request.recording-taken-up',
  released: 'rights-request.recording-released',
} as const;

/** Says of a recording that it is of the person, or that it is not: then nothing keeps it for the case any more (domain.md §3). */
@Injectable()
export class TriageRecording {
  constructor(
    private readonly acts: ActOnCase,
    private readonly recordingTexts: RecordingTexts,
    private readonly follow: FollowTriage,
    private readonly show: ShowRecordings,
  ) {}

  /**
   * The case and its copies first, then the hold and the restriction of what is contested ({@link FollowTriage}).
   * @throws DomainError `not-found`, `wrong-state` after the decision
   */
  async execute(
    place: RecordingPlace,
    wanted: RecordingTriage,
    requester: Requester,
    permissions: Permissions,
  ): Promise<CaseRecordingView> {
    const files = await this.acts.execute(
      place.caseId,
      { verb: 'handle', action: ACTIONS[wanted.state] },
      async (em, rightsCase) => {
        checkUndecided(rightsCase, 'assessing');
        const row = await findRecording(em, place);
        await this.#change(em, rightsCase, row, wanted);
        const { state, relation, reason } = wanted;
        const givenUp = state === 'released' ? await this.follow.released(em, place) : [];
        const gone = givenUp.length > 0 ? { givenUp } : {};
        const facts = { state, ...(relation === undefined ? {} : { relation }), ...gone };
        return {
          value: givenUp,
          facts,
          recordingId: place.recordingId,
          detail: { recordingId: row.recordingId, ...facts, reason },
        };
      },
      requester,
      permissions,
    );
    await this.follow.afterCommit(place.caseId, files, actorOf(requester));
    return this.show.one(place, permissions);
  }

  /** What is released has no assessment any more; what is taken up again begins without one. */
  async #change(
    em: EntityManager,
    { id }: RightsCase,
    row: CaseRecording,
    { state, relation, reason }: RecordingTriage,
  ): Promise<void> {
    const key = await this.recordingTexts.keyOf(em, id);
    const before = this.recordingTexts.open(key, row);
    const same = row.state === state ? before : {};
    const now: StoredAssessment = { ...same, relation: relation ?? before.relation, triageReason: reason };
    const sealedAssessment = this.recordingTexts.seal(key, row.recordingId, now);
    em.assign(row, { sealedAssessment, ...(row.state === state ? {} : { state, ...UNASSESSED }) });
  }
}

const UNASSESSED = {
  ...{ decision: null, ground: null, forwarded: false },
  ...{ assessedBy: null, assessedAt: null, confirmedBy: null, confirmedAt: null },
};
