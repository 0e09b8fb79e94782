import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { CallsById, type CallById } from '../../recordings/index.js';
import { CaseTexts } from '../case/case-texts.js';
import type { CaseRecording } from '../case/case-rows.entity.js';
import { caseSubject } from '../case/case-subject.js';
import { findRecording, type RecordingPlace } from '../case/find-recording.js';
import { assessmentStamp } from '../case/prepared-stamp.js';
import { RecordingTexts } from '../case/recording-texts.js';
import { RightsCase } from '../case/rights-case.entity.js';
import { maySecond } from '../case/second-person.js';
import type { StoredAssessment } from '../case/stored-assessment.js';
import { isUndecided, isWorkedOn } from '../case/undecided.js';
import type { CaseRecordingView } from './recordings.schemas.js';

/** Shows recordings of a case with what was written about them; whoever asks has an event of it committed. */
@Injectable()
export class ShowRecordings {
  constructor(
    private readonly database: Database,
    private readonly texts: CaseTexts,
    private readonly recordingTexts: RecordingTexts,
    private readonly calls: CallsById,
    private readonly staff: StaffDirectory,
  ) {}

  /** One, after an act on it that is on record. */
  async one({ caseId, recordingId }: RecordingPlace, permissions: Permissions): Promise<CaseRecordingView> {
    const em = this.database.entities();
    const rightsCase = await em.findOneOrFail(RightsCase, { id: caseId });
    const [shown] = await this.of(em, rightsCase, [await findRecording(em, { caseId, recordingId })], permissions);
    if (!shown) throw new TypeError('A recording that was found is shown.');
    return shown;
  }

  async of(
    em: EntityManager,
    rightsCase: RightsCase,
    rows: readonly CaseRecording[],
    permissions: Permissions,
  ): Promise<CaseRecordingView[]> {
    const key = await this.texts.keyOf(em, rightsCase.id);
    const calls = await this.calls.of(
      rows.map(({ recordingId }) => recordingId),
      permissions,
    );
    const names = await this.staff.names(
      rows.flatMap(({ assessedBy, confirmedBy }) => peopleOf(assessedBy, confirmedBy)),
    );
    return rows.map(row => ({
      ...found(row),
      ...called(calls.get(row.recordingId)),
      ...written(row, this.recordingTexts.open(key, row), names),
      permitted: permittedOf(rightsCase, row, permissions),
    }));
  }
}

type Names = ReadonlyMap<string, string>;

function peopleOf(...ids: readonly (string | null | undefined)[]): string[] {
  return ids.flatMap(id => id ?? []);
}

function found({
  recordingId,
  contactId,
  callOn,
  queue,
  foundAt,
  state,
  holdId,
  heldUntilOn,
  holdRefusal,
}: CaseRecording) {
  return {
    ...{ recordingId, contactId, callOn, queue, foundAt: foundAt.toISOString(), state },
    hold: holdId && heldUntilOn ? { id: holdId, until: heldUntilOn } : null,
    holdRefusal: holdRefusal ?? null,
  };
}

function called(call: CallById | undefined): Pick<CaseRecordingView, 'call' | 'readable'> {
  if (!call) return { call: null, readable: false };
  const { startedAt, endedAt, durationMs, unit, agentId, agentName, channels, restricted, dueOn } = call;
  const times = { startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString(), durationMs };
  return {
    call: { ...times, ...{ unit, agentId, agentName, channels, restricted, dueOn } },
    readable: call.readable,
  };
}

function written(row: CaseRecording, stored: StoredAssessment, names: Names) {
  return {
    relation: stored.relation ?? null,
    triageReason: stored.triageReason ?? null,
    assessment: assessmentOf(row, stored, names),
    sentBack: stored.sentBack ?? null,
  };
}

function assessmentOf(row: CaseRecording, stored: StoredAssessment, names: Names): CaseRecordingView['assessment'] {
  const { decision, assessedBy, assessedAt, ground, forwarded, confirmedBy, confirmedAt } = row;
  if (!decision || !assessedBy || !assessedAt) return null;
  return {
    ...{ whose: [...(stored.whose ?? [])], decision, ground: ground ?? null, reasons: stored.reasons ?? null },
    forwardToCustomer: forwarded,
    ...{ assessedBy, assessorName: names.get(assessedBy) ?? null, assessedAt: assessedAt.toISOString() },
    ...{ confirmedBy: confirmedBy ?? null, confirmerName: names.get(confirmedBy ?? '') ?? null },
    confirmedAt: confirmedAt?.toISOString() ?? null,
    prepared: confirmedBy ? null : assessmentStamp(row),
  };
}

function permittedOf(
  rightsCase: RightsCase,
  { state, assessedBy, confirmedBy }: CaseRecording,
  permissions: Permissions,
): CaseRecordingView['permitted'] {
  if (!isUndecided(rightsCase) || !permissions.ability.can('handle', caseSubject(rightsCase))) return [];
  const [works, waitsFor] = [isWorkedOn(rightsCase), confirmedBy ? null : assessedBy];
  return [
    'triage',
    ...(works && state === 'included' ? (['assess'] as const) : []),
    ...(works && waitsFor && maySecond(rightsCase, waitsFor, permissions) ? (['confirm'] as const) : []),
  ];
}
