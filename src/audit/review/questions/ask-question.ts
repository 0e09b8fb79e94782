import { Injectable } from '@nestjs/common';
import { notFound } from '../../../kernel/errors.js';
import { Database } from '../../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import { viewOf } from '../../event-view.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import { periodOf } from '../period.js';
import { flaggedEvents, type FlaggedRow } from './flagged-events.js';
import { QUESTIONS } from './questions.js';
import type { FlaggedEvent, QuestionQuery } from './questions.schemas.js';

/** An auditor puts a ready question to the log; asking is an event, committed before the answer. */
@Injectable()
export class AskQuestion {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** The flagged events of a period, newest first. @throws DomainError `not-found` for a question that nobody has written */
  async execute(name: string, query: QuestionQuery, requester: Requester): Promise<Page<FlaggedEvent>> {
    const question = QUESTIONS.find(one => one.name === name);
    if (!question) throw notFound();
    const { fromOn, toOn, cursor, limit } = query;
    const after = readCursor(cursor);
    const facts = { question: name, fromOn, toOn, limit, continued: cursor !== undefined };
    await this.trail.recordAlone({ action: 'audit.question-asked', actor: actorOf(requester), facts });
    const { statement, values } = flaggedEvents(question, periodOf(query), { after, limit: limit + 1 });
    const rows = await this.database.query<FlaggedRow>(statement, values);
    const { items, nextCursor } = pageFrom(rows, limit, row => ({ at: row.recorded_at, id: row.id }));
    return { items: items.map(({ leaf, why }) => ({ event: viewOf(leaf), why })), nextCursor };
  }
}
