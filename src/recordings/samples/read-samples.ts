import { Injectable } from '@nestjs/common';
import { reach, type Column, type Permissions } from '../../access/index.js';
import { subject } from '@casl/ability';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../platform/http/index.js';
import { DRAW_RECIPE } from './drawn-calls.js';
import { SampledCalls } from './sampled-calls.js';
import type { SampleHead, SampleQuery, SampleView } from './samples.schemas.js';
import { WeeklySample } from './weekly-sample.entity.js';

const COLUMNS: Readonly<Record<string, Column>> = { queue: { sql: 'queue', type: 'text' } };

/** Shows which samples were drawn, and to team leads of the queue what is in one. */
@Injectable()
export class ReadSamples {
  constructor(
    private readonly database: Database,
    private readonly calls: SampledCalls,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
  ) {}

  /** A page, newest first. The query and its event are one commit. */
  async page(
    { cursor, limit }: SampleQuery,
    requester: Requester,
    { ability }: Permissions,
  ): Promise<Page<SampleHead>> {
    const after = readCursor(cursor);
    const within = reach(ability, { verb: 'list', kind: 'WeeklySample' }, COLUMNS, 3);
    if (!within) return { items: [], nextCursor: null };
    const values = [limit + 1, after?.at ?? null, after?.id ?? null, ...within.values];
    const facts = { limit, continued: cursor !== undefined };
    const draft = { action: 'weekly-samples.listed', actor: actorOf(requester), facts } as const;
    const rows = await this.trail.readWith<HeadRow>(pageOfSamples(within.sql), values, draft);
    const page = pageFrom(rows, limit, row => ({ at: row.drawn_at, id: row.id }));
    return { items: await this.#heads(page.items), nextCursor: page.nextCursor };
  }

  /** One with its calls. @throws DomainError `not-found` also for what the person may not see; the attempt is on record */
  async open(id: string, requester: Requester, permissions: Permissions): Promise<SampleView> {
    const draft = {
      action: 'weekly-sample.viewed',
      actor: actorOf(requester),
      object: { kind: 'weekly-sample', id },
    } as const;
    const sample = await this.database.entities().findOne(WeeklySample, { id });
    if (!sample || !permissions.ability.can('read', subject('WeeklySample', { queue: sample.queue }))) {
      await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: sample ? 'not-permitted' : 'not-here' });
      throw notFound();
    }
    await this.trail.recordAlone(draft);
    const [row] = await this.database.query<HeadRow>(ONE, [id]);
    const [head] = row ? await this.#heads([row]) : [];
    if (!head) throw notFound();
    const calls = await this.calls.of(sample, requester, permissions);
    return { ...head, recipe: DRAW_RECIPE, poolIds: [...sample.poolIds], calls };
  }

  async #heads(rows: readonly HeadRow[]): Promise<SampleHead[]> {
    const names = await this.staff.names(rows.map(({ drawn_by }) => drawn_by));
    return rows.map(row => ({
      ...{ id: row.id, queue: row.queue, week: row.week_on, wanted: row.wanted, drawn: row.drawn, seed: row.seed },
      ...{ poolSize: row.pool_size, drawnBy: row.drawn_by, drawerName: names.get(row.drawn_by) ?? null },
      drawnAt: row.drawn_at.toISOString(),
    }));
  }
}

interface HeadRow {
  readonly id: string;
  readonly queue: string;
  readonly week_on: string;
  readonly wanted: number;
  readonly drawn: number;
  readonly seed: string;
  readonly pool_size: number;
  readonly drawn_by: string;
  readonly drawn_at: Date;
}

const HEAD = `id, queue, week_on, wanted, drawn, seed, cardinality(pool_ids) as pool_size, drawn_by, drawn_at`;

const ONE: Statement = { name: 'weekly-sample-one', text: `select ${HEAD} from weekly_sample where id = $1` };

function pageOfSamples(within: string): Statement {
  const text = `
    select ${HEAD} from weekly_sample
    where ${within} and ($2::timestamptz is null or (drawn_at, id) < ($2, $3::uuid))
    order by drawn_at desc, id desc limit $1`;
  return { name: `weekly-samples/${within}`, text };
}
