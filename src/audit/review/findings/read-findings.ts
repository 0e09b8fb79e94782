import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import { AuditEvent } from '../../audit-event.entity.js';
import { AuditTexts } from '../../audit-texts.js';
import { viewOf } from '../../event-view.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import { Finding } from './finding.entity.js';
import type { FindingQuery, FindingView } from './findings.schemas.js';

/** Shows findings with their words, which come from the log's texts; looking at them is an event. */
@Injectable()
export class ReadFindings {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly texts: AuditTexts,
  ) {}

  /** Every finding, newest first. */
  async page(query: FindingQuery, requester: Requester): Promise<Page<FindingView>> {
    return this.#page(query, {}, requester);
  }

  /** Those that the person who asks answers for. */
  async own(query: FindingQuery, requester: Requester): Promise<Page<FindingView>> {
    return this.#page(query, { ownerId: requester.id }, requester);
  }

  /** A finding as answers show it. */
  async view(finding: Finding): Promise<FindingView> {
    const { id, roundId, eventId, ownerId, dueOn, recordedAt, recordedBy } = finding;
    return {
      ...{ id, roundId, eventId, ownerId, dueOn, recordedBy },
      about: await this.#about(eventId),
      text: await this.#text(finding.textEventId),
      recordedAt: recordedAt.toISOString(),
      answer: await this.#answer(finding),
      outcome: await this.#outcome(finding),
    };
  }

  async #page(
    { cursor, limit, settled }: FindingQuery,
    whose: { ownerId?: string },
    requester: Requester,
  ): Promise<Page<FindingView>> {
    const after = readCursor(cursor);
    const asked = { ...(settled === undefined ? {} : { settled }), own: whose.ownerId !== undefined };
    const facts = { ...asked, limit, continued: cursor !== undefined };
    await this.trail.recordAlone({ action: 'findings.listed', actor: actorOf(requester), facts });
    const where = {
      ...whose,
      ...(settled === undefined ? {} : { settledAt: settled ? { $ne: null } : null }),
      ...(after ? { $or: [{ recordedAt: { $lt: after.at } }, { recordedAt: after.at, id: { $lt: after.id } }] } : {}),
    };
    const options = { orderBy: { recordedAt: 'desc', id: 'desc' }, limit: limit + 1 } as const;
    const rows = await this.database.entities().find(Finding, where, options);
    const { items, nextCursor } = pageFrom(rows, limit, ({ recordedAt: at, id }) => ({ at, id }));
    return { items: await Promise.all(items.map(row => this.view(row))), nextCursor };
  }

  async #about(eventId: string): Promise<FindingView['about']> {
    const row = await this.database.entities().findOne(AuditEvent, { id: eventId });
    if (!row) return null;
    const { at, action, actor, purpose, reference } = viewOf(row.leaf);
    return { at, action, actorId: actor.id, purpose, reference };
  }

  async #answer({ answeredAt, answerEventId }: Finding): Promise<FindingView['answer']> {
    if (!answeredAt || !answerEventId) return null;
    return { at: answeredAt.toISOString(), text: await this.#text(answerEventId) };
  }

  async #outcome({ outcome, settledAt, settledBy, outcomeEventId }: Finding): Promise<FindingView['outcome']> {
    if (!outcome || !settledAt || !settledBy || !outcomeEventId) return null;
    return { outcome, text: await this.#text(outcomeEventId), at: settledAt.toISOString(), by: settledBy };
  }

  async #text(eventId: string): Promise<string | null> {
    const [kept] = await this.texts.of(eventId);
    return kept?.text ?? null;
  }
}
