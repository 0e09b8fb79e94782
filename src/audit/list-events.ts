import { Injectable } from '@nestjs/common';
import { notFound } from '../kernel/errors.js';
import { Database } from '../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../platform/http/index.js';
import { AuditEvent } from './audit-event.entity.js';
import { AuditTexts } from './audit-texts.js';
import { AuditTrail } from './trail/audit-trail.js';
import type { EventDetails, EventFilters, EventView } from './audit.schemas.js';
import { actorOf } from './actor-of.js';

/** An auditor looks into the log; the look is itself an event. */
@Injectable()
export class ListEvents {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly texts: AuditTexts,
  ) {}

  /** A page of events, newest first. */
  async page(filters: EventFilters, requester: Requester): Promise<Page<EventView>> {
    const rows = await this.#rows(filters);
    await this.trail.recordAlone({ action: 'audit.listed', actor: actorOf(requester), facts: lookedFor(filters) });
    const page = pageFrom(rows, filters.limit, row => ({ at: row.recordedAt, id: row.id }));
    return { items: page.items.map(row => viewOf(row.leaf)), nextCursor: page.nextCursor };
  }

  /**
   * One event with its texts.
   * @throws DomainError `not-found`
   */
  async one(id: string, requester: Requester): Promise<EventDetails> {
    const row = await this.database.entities().findOne(AuditEvent, { id });
    if (!row) throw notFound();
    const texts = await this.texts.of(id);
    const object = { kind: 'audit-event', id };
    await this.trail.recordAlone({ action: 'audit.event-viewed', actor: actorOf(requester), object });
    const leaf = Buffer.from(row.leaf);
    return { ...viewOf(leaf), texts, commitments: parseLeaf(leaf).commitments ?? {}, leaf: leaf.toString('base64') };
  }

  #rows(filters: EventFilters): Promise<AuditEvent[]> {
    const after = readCursor(filters.cursor);
    const where = {
      ...(filters.staff ? { actorId: filters.staff } : {}),
      ...(filters.recording ? { recordingId: filters.recording } : {}),
      ...(filters.action ? { action: filters.action } : {}),
      ...(filters.outcome ? { outcome: filters.outcome } : {}),
      ...(filters.purpose ? { purpose: filters.purpose } : {}),
      ...(filters.from || filters.to ? { recordedAt: span(filters.from, filters.to) } : {}),
      ...(after ? { $or: [{ recordedAt: { $lt: after.at } }, { recordedAt: after.at, id: { $lt: after.id } }] } : {}),
    };
    const options = { orderBy: { recordedAt: 'desc', id: 'desc' }, limit: filters.limit + 1 } as const;
    return this.database.entities().find(AuditEvent, where, options);
  }
}

function span(from: Date | undefined, to: Date | undefined): { $gte?: Date; $lt?: Date } {
  return { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) };
}

function lookedFor({ limit, cursor, from, to, ...filters }: EventFilters): Record<string, string | number | boolean> {
  const span = { ...(from ? { from: from.toISOString() } : {}), ...(to ? { to: to.toISOString() } : {}) };
  const given = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(given), ...span, limit, continued: cursor !== undefined };
}

type LeafJson = Partial<EventView> &
  Pick<EventView, 'id' | 'at' | 'action' | 'outcome' | 'actor' | 'policy'> & {
    commitments?: Record<string, string>;
  };

function parseLeaf(leaf: Uint8Array): LeafJson {
  return JSON.parse(Buffer.from(leaf).toString('utf8')) as LeafJson; // leaves are written by leafOf() alone
}

function viewOf(leaf: Uint8Array): EventView {
  const { id, at, action, outcome, actor, policy, ...more } = parseLeaf(leaf);
  return {
    id,
    at,
    action,
    outcome,
    reason: more.reason ?? null,
    actor,
    object: more.object ?? null,
    recordingId: more.recordingId ?? null,
    concernsStaffId: more.concernsStaffId ?? null,
    grantId: more.grantId ?? null,
    purpose: more.purpose ?? null,
    reference: more.reference ?? null,
    policy,
    facts: more.facts ?? {},
  };
}
