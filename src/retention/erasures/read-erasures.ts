import { Injectable } from '@nestjs/common';
import { reach, type AppAbility, type Permissions } from '../../access/index.js';
import { actorOf, AuditTexts, AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../platform/http/index.js';
import { ERASURE_COLUMNS } from './erasure-columns.js';
import { erasureSubject } from './erasure-events.js';
import type { ErasureItem, ErasureQuery, ErasureView } from './erasures.schemas.js';

/** Shows erasures with what who asks may do to each. */
@Injectable()
export class ReadErasures {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly texts: AuditTexts,
    private readonly trail: AuditTrail,
  ) {}

  /** A page, newest first. */
  async page(query: ErasureQuery, requester: Requester, { ability }: Permissions): Promise<Page<ErasureItem>> {
    const after = readCursor(query.cursor);
    const within = reach(ability, { verb: 'list', kind: 'Erasure' }, ERASURE_COLUMNS, 4);
    if (!within) return { items: [], nextCursor: null };
    const values = [query.limit + 1, query.state ?? null, after?.at ?? null, after?.id ?? null, ...within.values];
    const facts = query.state ? { state: query.state } : {};
    const draft = { action: 'erasures.listed', actor: actorOf(requester), facts } as const;
    const rows = await this.trail.readWith<ErasureRow>(pageOfErasures(within.sql), values, draft);
    const page = pageFrom(rows, query.limit, row => ({ at: row.requested_at, id: row.id }));
    return { items: await this.#views(page.items, ability), nextCursor: page.nextCursor };
  }

  /** One, with the reason that was given for it. @throws DomainError `not-found` also for what the person may not see */
  async open(id: string, requester: Requester, permissions: Permissions): Promise<ErasureView> {
    const object = { kind: 'erasure', id };
    const draft = { action: 'erasure.viewed', actor: actorOf(requester), object } as const;
    const row = await this.#visible(id, permissions);
    if (!row) {
      await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: 'not-permitted' });
      throw notFound();
    }
    await this.trail.recordAlone({ ...draft, ...(row.target === 'recording' ? { recordingId: row.target_id } : {}) });
    const kept = await this.texts.of(row.requested_in);
    return {
      ...(await this.#view(row, permissions.ability)),
      reason: kept.find(({ name }) => name === 'reason')?.text ?? null,
    };
  }

  /** One as the answer to what was just done with it. */
  async shown(id: string, { ability }: Permissions): Promise<ErasureItem> {
    const [row] = await this.database.query<ErasureRow>(ONE, [id]);
    if (!row) throw notFound();
    return this.#view(row, ability);
  }

  async #visible(id: string, { ability }: Permissions): Promise<ErasureRow | undefined> {
    const [row] = await this.database.query<ErasureRow>(ONE, [id]);
    return row && ability.can('list', subjectOf(row)) ? row : undefined;
  }

  async #view(row: ErasureRow, ability: AppAbility): Promise<ErasureItem> {
    return viewOf(row, await this.#namesIn([row]), ability);
  }

  async #views(rows: readonly ErasureRow[], ability: AppAbility): Promise<ErasureItem[]> {
    const names = await this.#namesIn(rows);
    return rows.map(row => viewOf(row, names, ability));
  }

  #namesIn(rows: readonly ErasureRow[]): Promise<ReadonlyMap<string, string>> {
    return this.staff.names(rows.flatMap(row => [row.requested_by, row.decided_by ?? row.requested_by]));
  }
}

interface ErasureRow {
  readonly id: string;
  readonly target: ErasureItem['target'];
  readonly target_id: string;
  readonly call_on: string;
  readonly queue: string;
  readonly unit: string;
  readonly agent_id: string;
  readonly ground: ErasureItem['ground'];
  readonly shown_state: ErasureItem['state'];
  readonly requested_by: string;
  readonly requested_at: Date;
  readonly requested_in: string;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly finished_at: Date | null;
}

/** An erasure that waits for nothing has lapsed: its recordings went with their day, or with another erasure. */
const SHOWN = `
  select e.*, case when e.state = 'requested' and not exists (
      select from recording r where case e.target when 'recording' then r.id = e.target_id else r.contact_id = e.target_id end)
    then 'lapsed' else e.state end as shown_state
  from erasure e`;

const ONE: Statement = { name: 'erasure-one', text: `${SHOWN} where e.id = $1` };

function pageOfErasures(within: string): Statement {
  const text = `
    select * from (${SHOWN}) shown
    where ${within} and ($2::text is null or shown_state = $2)
      and ($3::timestamptz is null or (requested_at, id) < ($3, $4::uuid))
    order by requested_at desc, id desc limit $1`;
  return { name: `erasures/${within}`, text };
}

function subjectOf({ queue, unit, agent_id: agentId, requested_by: requestedBy }: ErasureRow) {
  return erasureSubject({ queue, unit, agentId }, requestedBy);
}

function viewOf(row: ErasureRow, names: ReadonlyMap<string, string>, ability: AppAbility): ErasureItem {
  const { id, target, queue, unit, ground } = row;
  const waits = row.shown_state === 'requested';
  const permitted = (['decide', 'withdraw'] as const).filter(verb => waits && ability.can(verb, subjectOf(row)));
  return {
    ...{ id, target, targetId: row.target_id, callOn: row.call_on, queue, unit, ground, state: row.shown_state },
    requestedBy: row.requested_by,
    requesterName: names.get(row.requested_by) ?? null,
    requestedAt: row.requested_at.toISOString(),
    decidedBy: row.decided_by,
    deciderName: names.get(row.decided_by ?? '') ?? null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    permitted,
  };
}
