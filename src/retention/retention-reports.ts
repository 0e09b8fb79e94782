import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { Database, type Statement } from '../platform/database/index.js';
import { pageFrom, readCursor, type pageQuery } from '../platform/http/index.js';
import { UnitsByDay } from '../recordings/index.js';
import type { z } from 'zod';
import { DeletionCertificate } from './certificate.entity.js';
import { PurgeRun } from './purge-run.entity.js';
import type { CertificatePage, CertificateQuery, DueList, PurgeRunPage } from './retention.schemas.js';

/** What falls due, what was purged, and the certificates: answers without personal data. */
@Injectable()
export class RetentionReports {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsByDay,
    private readonly clock: Clock,
  ) {}

  /** Living days with what ends on each. */
  async due(): Promise<DueList> {
    return { items: await this.units.since(helsinkiDay(this.clock.now())), nextCursor: null };
  }

  /** Purge runs, newest first. */
  async runs({ cursor, limit }: z.output<typeof pageQuery>): Promise<PurgeRunPage> {
    const after = readCursor(cursor);
    const em = this.database.entities();
    const where = after
      ? { $or: [{ startedAt: { $lt: after.at } }, { startedAt: after.at, id: { $lt: after.id } }] }
      : {};
    const rows = await em.find(PurgeRun, where, { orderBy: { startedAt: 'desc', id: 'desc' }, limit: limit + 1 });
    const page = pageFrom(rows, limit, run => ({ at: run.startedAt, id: run.id }));
    const left = await this.#blobsLeft(page.items.map(run => run.id));
    return { items: page.items.map(run => runView(run, left.get(run.id) ?? 0)), nextCursor: page.nextCursor };
  }

  /** Certificates, newest first. */
  async certificates({ id, on, queue, cursor, limit }: CertificateQuery): Promise<CertificatePage> {
    const after = readCursor(cursor);
    const where = {
      ...(id ? { unitId: id } : {}),
      ...(on ? { callOn: on } : {}),
      ...(queue ? { queue } : {}),
      ...(after ? { $or: [{ issuedAt: { $lt: after.at } }, { issuedAt: after.at, unitId: { $lt: after.id } }] } : {}),
    };
    const options = { orderBy: { issuedAt: 'desc', unitId: 'desc' }, limit: limit + 1 } as const;
    const rows = await this.database.entities().find(DeletionCertificate, where, options);
    const page = pageFrom(rows, limit, row => ({ at: row.issuedAt, id: row.unitId }));
    return { items: page.items.map(certificateView), nextCursor: page.nextCursor };
  }

  async #blobsLeft(runIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ id: string; blobs: number }>(BLOBS_LEFT, [runIds]);
    return new Map(rows.map(row => [row.id, row.blobs]));
  }
}

const BLOBS_LEFT: Statement = {
  name: 'retention-blobs-left',
  text: `
    select c.purge_run_id as id, count(*)::int as blobs
    from blob_deletion b join deletion_certificate c on c.unit_id = b.unit_id
    where c.purge_run_id = any($1) group by c.purge_run_id`,
};

function runView(run: PurgeRun, blobsLeft: number): PurgeRunPage['items'][number] {
  const { id, day, recordings, contacts, quarantined } = run;
  const keyDestroyedAt = run.keyDestroyedAt?.toISOString() ?? null;
  const finishedAt = run.finishedAt?.toISOString() ?? null;
  const times = { startedAt: run.startedAt.toISOString(), keyDestroyedAt, finishedAt };
  return {
    id,
    day,
    ...times,
    recordings,
    contacts,
    quarantined,
    blobsLeft,
    outcome: finishedAt ? 'completed' : 'running',
  };
}

function certificateView(row: DeletionCertificate): CertificatePage['items'][number] {
  return {
    unitId: row.unitId,
    unitKind: row.unitKind,
    callOn: row.callOn ?? null,
    queue: row.queue,
    dueOn: row.dueOn,
    rule: row.rule,
    keyDestroyedAt: row.keyDestroyedAt.toISOString(),
    blobAbsentAt: row.blobAbsentAt?.toISOString() ?? null,
    purgeRunId: row.purgeRunId,
    issuedAt: row.issuedAt.toISOString(),
  };
}
