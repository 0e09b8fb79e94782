import { Injectable } from '@nestjs/common';
import { reach, type AppAbility, type Permissions } from '../../access/index.js';
import { actorOf, AuditTexts, AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../platform/http/index.js';
import { COPY_COLUMNS } from './copy-columns.js';
import { copySubject } from './copy-events.js';
import type { CopyItem, CopyQuery, CopyView } from './training-copies.schemas.js';

/** Shows training copies, and what was asked for, with what who asks may do to each. */
@Injectable()
export class ReadTrainingCopies {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly texts: AuditTexts,
    private readonly trail: AuditTrail,
  ) {}

  /** A page, newest first. */
  async page(query: CopyQuery, requester: Requester, { ability, today }: Permissions): Promise<Page<CopyItem>> {
    const after = readCursor(query.cursor);
    const within = reach(ability, { verb: 'list', kind: 'TrainingCopy' }, COPY_COLUMNS, 6);
    if (!within) return { items: [], nextCursor: null };
    const { limit, state = null, recording = null } = query;
    const values = [limit + 1, today, state, after?.at ?? null, after?.id ?? null, recording, ...within.values];
    const facts = {
      ...(query.state ? { state: query.state } : {}),
      ...(query.recording ? { recording: query.recording } : {}),
    };
    const draft = { action: 'training-copies.listed', actor: actorOf(requester), facts } as const;
    const rows = await this.trail.readWith<CopyRow>(pageOfCopies(within.sql), values, draft);
    const page = pageFrom(rows, limit, row => ({ at: row.requested_at, id: row.id }));
    return { items: await this.#views(page.items, ability), nextCursor: page.nextCursor };
  }

  /** One, with why it is needed. @throws DomainError `not-found` also for what the person may not see */
  async open(id: string, requester: Requester, { ability, today }: Permissions): Promise<CopyView> {
    const object = { kind: 'training-copy', id };
    const draft = { action: 'training-copy.viewed', actor: actorOf(requester), object } as const;
    const [row] = await this.database.query<CopyRow>(ONE, [id, today]);
    if (!row || !ability.can('list', subjectOf(row))) {
      await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: row ? 'not-permitted' : 'not-here' });
      throw notFound();
    }
    await this.trail.recordAlone({ ...draft, recordingId: row.recording_id });
    const kept = await this.texts.of(row.requested_in);
    const necessity = kept.find(({ name }) => name === 'necessity')?.text ?? null;
    return { ...(await this.#view(row, ability)), necessity };
  }

  /** One as the answer to what was just done with it. */
  async shown(id: string, { ability, today }: Permissions): Promise<CopyItem> {
    const [row] = await this.database.query<CopyRow>(ONE, [id, today]);
    if (!row) throw notFound();
    return this.#view(row, ability);
  }

  async #view(row: CopyRow, ability: AppAbility): Promise<CopyItem> {
    const [view] = await this.#views([row], ability);
    if (!view) throw new TypeError('A training copy has no view.');
    return view;
  }

  async #views(rows: readonly CopyRow[], ability: AppAbility): Promise<CopyItem[]> {
    const names = await this.staff.names(rows.flatMap(row => [row.requested_by, row.decided_by ?? row.requested_by]));
    return rows.map(row => viewOf(row, names, ability));
  }
}

interface CopyRow {
  readonly id: string;
  readonly recording_id: string;
  readonly call_on: string;
  readonly queue: string;
  readonly unit: string;
  readonly agent_id: string;
  readonly course: string;
  readonly until_on: string;
  readonly due_on: string | null;
  readonly shown_state: CopyItem['state'];
  readonly requested_by: string;
  readonly requested_at: Date;
  readonly requested_in: string;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly released_at: Date | null;
}

/** What is over is over, whether the purge has taken it or not; `$2` is today. */
const SHOWN = `
  select q.*, c.due_on, case
      when q.state = 'requested' and not exists (select from recording r where r.id = q.recording_id) then 'lapsed'
      when q.state in ('made', 'released') and c.id is null then 'over' else q.state end as shown_state
  from training_copy_request q left join training_copy c on c.id = q.copy_id and c.due_on >= $2`;

const ONE: Statement = { name: 'training-copy-one', text: `${SHOWN} where q.id = $1` };

function pageOfCopies(within: string): Statement {
  const text = `
    select * from (${SHOWN}) shown
    where ${within} and ($3::text is null or shown_state = $3)
      and ($4::timestamptz is null or (requested_at, id) < ($4, $5::uuid))
      and ($6::uuid is null or recording_id = $6)
    order by requested_at desc, id desc limit $1`;
  return { name: `training-copies/${within}`, text };
}

function subjectOf({ queue, unit, agent_id: agentId, requested_by: requestedBy }: CopyRow) {
  return copySubject({ queue, unit, agentId, requestedBy });
}

function permittedOf(row: CopyRow, ability: AppAbility): CopyItem['permitted'] {
  const { shown_state: state } = row;
  return [
    ...(state === 'requested' && ability.can('decide', subjectOf(row)) ? (['decide'] as const) : []),
    ...(state === 'made' && ability.can('release', subjectOf(row)) ? (['release'] as const) : []),
  ];
}

function viewOf(row: CopyRow, names: ReadonlyMap<string, string>, ability: AppAbility): CopyItem {
  const { id, queue, unit, course } = row;
  const days = { callOn: row.call_on, until: row.until_on, dueOn: row.due_on };
  return {
    ...{ id, recordingId: row.recording_id, queue, unit, course, ...days, state: row.shown_state },
    requestedBy: row.requested_by,
    requesterName: names.get(row.requested_by) ?? null,
    requestedAt: row.requested_at.toISOString(),
    decidedBy: row.decided_by,
    deciderName: names.get(row.decided_by ?? '') ?? null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    releasedAt: row.released_at?.toISOString() ?? null,
    permitted: permittedOf(row, ability),
  };
}
