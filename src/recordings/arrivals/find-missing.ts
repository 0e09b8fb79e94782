import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM, type EventDraft } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { asDate, Database, type EntityManager } from '../../platform/database/index.js';

const HOUR_MS = 3_600_000;
const BATCH = 100;

/** Notices calls that were announced and whose audio has not come in time: each once, with an event. */
@Injectable()
export class FindMissing {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** One transaction a batch: a crash leaves those before it noticed, and the rest for the next look. */
  async execute(): Promise<void> {
    while ((await this.database.transaction(em => this.#batch(em))) === BATCH);
  }

  async #batch(em: EntityManager): Promise<number> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - this.config.arrivals.awaitedHours * HOUR_MS);
    const rows = await em.execute<MissedRow[]>(MISS, [before, BATCH, now]);
    for (const row of rows) await this.trail.record(em, missed(row));
    return rows.length;
  }
}

interface MissedRow {
  readonly source: string;
  readonly external_id: string;
  readonly queue: string;
  readonly started_at: string | Date | null;
  readonly announced_at: string | Date;
  readonly unit_id: string | null;
}

/** The id that the source gave stands beside the log, encrypted: it is of the source's making. */
function missed({ source, external_id, queue, started_at, announced_at, unit_id }: MissedRow): EventDraft {
  const startedAt = started_at === null ? null : asDate(started_at).toISOString();
  return {
    action: 'arrival.missed',
    actor: THE_SYSTEM,
    ...(unit_id === null ? {} : { object: { kind: 'quarantined-item', id: unit_id } }),
    facts: { source, queue, startedAt, announcedAt: asDate(announced_at).toISOString() },
    texts: { externalId: external_id },
  };
}

/** What another instance has claimed is passed over. */
const MISS = `
  with late as (
    select source, external_id from arrival
    where outcome = 'awaited' and missed_at is null and announced_at <= ?
    order by source, external_id limit ? for update skip locked)
  update arrival a set missed_at = ? from late
  where a.source = late.source and a.external_id = late.external_id
  returning a.source, a.external_id, a.queue, a.started_at, a.announced_at, a.unit_id`;
