import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { EventPlaces } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import { pageFrom, readCursor, type pageQuery } from '../../platform/http/index.js';
import { BLOBS_OF_RUNS } from './blobs-of-runs.js';
import { PurgeRun } from './purge-run.entity.js';
import { countsOf, keyDestroyedAtOf } from './run-facts.js';
import type { PurgeRunPage, PurgeRunView, RunCertificate } from './purges.schemas.js';

const LISTED_BLOBS = 200;

/** Shows the runs of the purge: what each took, and what certifies it. */
@Injectable()
export class ReadRuns {
  constructor(
    private readonly database: Database,
    private readonly places: EventPlaces,
  ) {}

  /** Newest first. */
  async page({ cursor, limit }: z.output<typeof pageQuery>): Promise<PurgeRunPage> {
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

  /** @throws DomainError `not-found` */
  async certificate(id: string): Promise<RunCertificate> {
    const run = await this.database.entities().findOne(PurgeRun, { id });
    if (!run) throw notFound();
    const [blobs, places, counted] = await Promise.all([
      this.database.query<{ name: string }>(FAILED_OF_RUN, [id, LISTED_BLOBS]),
      this.places.of([run.intendedEventId, run.completedEventId].filter(event => typeof event === 'string')),
      this.database.query<{ certificates: number; left: number }>(COUNTED, [id]),
    ]);
    const { certificates, left } = firstRow(counted);
    const placed = (eventId: string | null | undefined) =>
      eventId ? { eventId, leafIndex: places.get(eventId) ?? null } : null;
    return {
      ...runView(run, left),
      certificates,
      certificatesRoot: run.certificatesRoot ? Buffer.from(run.certificatesRoot).toString('hex') : null,
      intended: placed(run.intendedEventId),
      completed: placed(run.completedEventId),
      failedBlobs: blobs.map(({ name }) => name),
    };
  }

  async #blobsLeft(runIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ id: string; blobs: number }>(BLOBS_LEFT, [runIds]);
    return new Map(rows.map(row => [row.id, row.blobs]));
  }
}

const BLOBS_LEFT: Statement = {
  name: 'retention-blobs-left',
  text: `
    select b.run_id as id, count(*)::int as blobs from ${BLOBS_OF_RUNS} b
    where b.run_id = any($1) group by b.run_id`,
};

const FAILED_OF_RUN: Statement = {
  name: 'retention-failed-blobs-of-run',
  text: `
    select b.name from ${BLOBS_OF_RUNS} b where b.run_id = $1 and b.attempts > 0 order by b.name limit $2`,
};

const COUNTED: Statement = {
  name: 'retention-certificates-of-run',
  text: `
    select (select count(*)::int from deletion_certificate where purge_run_id = $1) as certificates,
           (select count(*)::int from ${BLOBS_OF_RUNS} b where b.run_id = $1) as "left"`,
};

function runView(run: PurgeRun, blobsLeft: number): PurgeRunView {
  const { id, day, freedBytes } = run;
  const counts = { ...countsOf(run), freedBytes };
  const finishedAt = run.finishedAt?.toISOString() ?? null;
  const times = { startedAt: run.startedAt.toISOString(), keyDestroyedAt: keyDestroyedAtOf(run), finishedAt };
  return { id, day, ...times, ...counts, blobsLeft, outcome: finishedAt ? 'completed' : 'running' };
}
