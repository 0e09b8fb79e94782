import type { FilterQuery } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { helsinkiDay, parseDay, startOfDay } from '../../kernel/calendar.js';
import { Database } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Position, type Requester } from '../../platform/http/index.js';
import { CaseRecording } from '../case/case-rows.entity.js';
import { FindCase } from '../case/find-case.js';
import { caseEvent } from '../case/journal.js';
import type { CaseRecordingView, RecordingsQuery } from './recordings.schemas.js';
import { ShowRecordings } from './show-recordings.js';

/** Lists the recordings of a case, the oldest call first; the event is committed before anything is opened. */
@Injectable()
export class ListCaseRecordings {
  constructor(
    private readonly database: Database,
    private readonly cases: FindCase,
    private readonly show: ShowRecordings,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found` also for what the person may not see; the attempt is on record */
  async execute(
    caseId: string,
    query: RecordingsQuery,
    requester: Requester,
    permissions: Permissions,
  ): Promise<Page<CaseRecordingView>> {
    const em = this.database.entities();
    const action = 'rights-request.opened';
    const rightsCase = await this.cases.execute(caseId, 'read', action, requester, permissions);
    await this.trail.recordAlone(caseEvent(rightsCase, { action, facts: { part: 'recordings' } }, actorOf(requester)));
    const rows = await em.find(CaseRecording, conditionOf(caseId, query), {
      orderBy: { callOn: 'asc', recordingId: 'asc' },
      limit: query.limit + 1,
    });
    const page = pageFrom(rows, query.limit, placeOf);
    return { items: await this.show.of(em, rightsCase, page.items, permissions), nextCursor: page.nextCursor };
  }
}

function conditionOf(caseId: string, { state, cursor }: RecordingsQuery): FilterQuery<CaseRecording> {
  const after = readCursor(cursor);
  const day = after && helsinkiDay(after.at);
  return {
    caseId,
    ...(state === undefined ? {} : { state }),
    ...(after && day ? { $or: [{ callOn: { $gt: day } }, { callOn: day, recordingId: { $gt: after.id } }] } : {}),
  };
}

function placeOf({ callOn, recordingId }: CaseRecording): Position {
  return { at: startOfDay(parseDay(callOn)), id: recordingId };
}
