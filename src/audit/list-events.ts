import { Injectable } from '@nestjs/common';
import { notFound } from '../kernel/errors.js';
import { Database } from '../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../platform/http/index.js';
import { AuditEvent } from './audit-event.entity.js';
import { AuditTexts } from './audit-texts.js';
import { AuditTrail } from './trail/audit-trail.js';
import type { EventDetails, EventFilters, EventSelection, EventView } from './audit.schemas.js';
import { actorOf } from './actor-of.js';
import { eventConditions } from './event-conditions.js';
import { parseLeaf, viewOf } from './event-view.js';

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
    const page = pageFrom(rows, filters.limit, row => ({ at: row.recorded_at, id: row.id }));
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

  #rows({ limit, cursor, ...filters }: EventFilters): Promise<EventRow[]> {
    const values: unknown[] = [];
    const place = (value: unknown): string => `$${values.push(value)}`;
    const after = readCursor(cursor);
    const conditions = [
      ...eventConditions(filters, place),
      ...(after ? [`(e.recorded_at, e.id) < (${place(after.at)}, ${place(after.id)})`] : []),
    ];
    const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
    const text = `select e.id, e.recorded_at, e.leaf from audit_event e ${where}
      order by e.recorded_at desc, e.id desc limit ${place(limit + 1)}`;
    return this.database.query<EventRow>({ name: 'audit-list', onceOnly: true, text }, values);
  }
}

interface EventRow {
  readonly id: string;
  readonly recorded_at: Date;
  readonly leaf: Buffer;
}

/** The filters as facts of the event of a look into the log: ids, days and names of queues. */
export function factsOfSelection({ from, to, ...filters }: EventSelection): Record<string, string> {
  const span = { ...(from ? { from: from.toISOString() } : {}), ...(to ? { to: to.toISOString() } : {}) };
  const given = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(given), ...span };
}

function lookedFor({ limit, cursor, ...filters }: EventFilters): Record<string, string | number | boolean> {
  return { ...factsOfSelection(filters), limit, continued: cursor !== undefined };
}
