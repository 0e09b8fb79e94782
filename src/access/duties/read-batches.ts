import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/errors.js';
import { NOBODY } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { batchFacts } from './batch-facts.js';
import type { BatchItem, BatchQuery, BatchView } from './duties.schemas.js';
import { DutyBatch } from './duty-batch.entity.js';
import { DutyChange } from './duty-change.entity.js';
import { ReadDuties } from './read-duties.js';

/** Shows the batches of changes that wait, or waited, for a decision. */
@Injectable()
export class ReadBatches {
  constructor(
    private readonly database: Database,
    private readonly duties: ReadDuties,
  ) {}

  /** Newest first. */
  async page({ cursor, limit, decided }: BatchQuery): Promise<Page<BatchItem>> {
    const after = readCursor(cursor);
    const where = {
      ...(decided === undefined ? {} : { decidedAt: decided ? { $ne: null } : null }),
      ...(after ? { $or: [{ openedAt: { $lt: after.at } }, { openedAt: after.at, id: { $lt: after.id } }] } : {}),
    };
    const em = this.database.entities();
    const rows = await em.find(DutyBatch, where, { orderBy: { openedAt: 'desc', id: 'desc' }, limit: limit + 1 });
    const { items, nextCursor } = pageFrom(rows, limit, ({ openedAt: at, id }) => ({ at, id }));
    const views: BatchItem[] = [];
    for (const batch of items) views.push(await itemView(em, batch));
    return { items: views, nextCursor };
  }

  /** @throws DomainError `not-found` */
  async one(id: string, { ability }: Permissions): Promise<BatchView> {
    const em = this.database.entities();
    const batch = await em.findOne(DutyBatch, { id });
    if (!batch) throw notFound();
    const changes = await em.find(DutyChange, { batchId: id }, { orderBy: { enteredAt: 'asc', id: 'asc' } });
    const may = ability.can('decide', subject('DutyBatch', { ...(await batchFacts(em, batch)) }));
    const mayDecide = !batch.decidedAt && may;
    return { ...(await itemView(em, batch)), items: await this.duties.views(changes), mayDecide };
  }
}

async function itemView(em: EntityManager, batch: DutyBatch): Promise<BatchItem> {
  const { id, openedAt, enteredBy, decidedAt, decidedBy, outcome } = batch;
  return {
    id,
    openedAt: openedAt.toISOString(),
    enteredBy: enteredBy === NOBODY ? null : enteredBy,
    changes: await em.count(DutyChange, { batchId: id }),
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedBy: decidedBy ?? null,
    outcome: outcome ?? null,
  };
}
