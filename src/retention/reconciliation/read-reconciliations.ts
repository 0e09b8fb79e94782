import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type pageQuery } from '../../platform/http/index.js';
import { incidentsIn, ReconciliationFinding } from './reconciliation-finding.entity.js';
import { ReconciliationRun } from './reconciliation-run.entity.js';
import type { ReconciliationItem, ReconciliationView } from './reconciliations.schemas.js';

const MOST_FINDINGS = 1000;

/** Shows what reconciliations came to: ids, days and numbers. */
@Injectable()
export class ReadReconciliations {
  constructor(private readonly database: Database) {}

  /** Runs, newest first. */
  async page({ cursor, limit }: z.output<typeof pageQuery>): Promise<Page<ReconciliationItem>> {
    const after = readCursor(cursor);
    const where = after
      ? { $or: [{ startedAt: { $lt: after.at } }, { startedAt: after.at, id: { $lt: after.id } }] }
      : {};
    const options = { orderBy: { startedAt: 'desc', id: 'desc' }, limit: limit + 1 } as const;
    const rows = await this.database.entities().find(ReconciliationRun, where, options);
    const page = pageFrom(rows, limit, ({ startedAt: at, id }) => ({ at, id }));
    return { items: page.items.map(itemOf), nextCursor: page.nextCursor };
  }

  /** @throws DomainError `not-found` */
  async one(id: string): Promise<ReconciliationView> {
    const em = this.database.entities();
    const run = await em.findOne(ReconciliationRun, { id });
    if (!run) throw notFound();
    // 'incident' sorts before 'left' and 'removed'.
    const options = { orderBy: { outcome: 'asc', id: 'asc' }, limit: MOST_FINDINGS + 1 } as const;
    const found = await em.find(ReconciliationFinding, { runId: id }, options);
    const findings = found.slice(0, MOST_FINDINGS).map(viewOf);
    return { ...itemOf(run), findings, moreFindings: found.length > MOST_FINDINGS };
  }
}

function itemOf({ id, night, state, step, startedAt, finishedAt, counts }: ReconciliationRun): ReconciliationItem {
  const times = { startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
  return { id, night: night ?? null, state, step, ...times, counts: { ...counts }, incidents: incidentsIn(counts) };
}

function viewOf(found: ReconciliationFinding): ReconciliationView['findings'][number] {
  const { kind, outcome, unitKind, unitId, day, foundAt } = found;
  return { kind, outcome, unitKind, unitId: unitId ?? null, day: day ?? null, foundAt: foundAt.toISOString() };
}
