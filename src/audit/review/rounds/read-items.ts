import { Injectable } from '@nestjs/common';
import { notFound } from '../../../kernel/errors.js';
import { Database, type Statement } from '../../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../../platform/http/index.js';
import { AuditTexts } from '../../audit-texts.js';
import { viewOf } from '../../event-view.js';
import { ReadRounds } from './read-rounds.js';
import { ReviewRound, type Mark, type Why } from './review-round.entity.js';
import type { ItemQuery, ItemView, MarkView } from './rounds.schemas.js';

/** Shows what a round looks at: the events, why they are in it, and what was said of them. */
@Injectable()
export class ReadItems {
  constructor(
    private readonly database: Database,
    private readonly texts: AuditTexts,
    private readonly rounds: ReadRounds,
  ) {}

  /** The items of a round, newest event first. @throws DomainError `not-found` */
  async page(roundId: string, { cursor, limit, marked }: ItemQuery, requester: Requester): Promise<Page<ItemView>> {
    if (!(await this.database.entities().findOne(ReviewRound, { id: roundId }))) throw notFound();
    const after = readCursor(cursor);
    const asked = marked === undefined ? {} : { marked };
    await this.rounds.viewed(requester, roundId, { ...asked, limit, continued: cursor !== undefined });
    const values = [roundId, marked ?? null, after?.at ?? null, after?.id ?? null, limit + 1];
    const rows = await this.database.query<ItemRow>(ITEMS, values);
    const { items, nextCursor } = pageFrom(rows, limit, row => ({ at: row.recorded_at, id: row.event_id }));
    return { items: await Promise.all(items.map(row => this.#view(row))), nextCursor };
  }

  async #view({ event_id, leaf, why, marks }: ItemRow): Promise<ItemView> {
    const views = await Promise.all(marks.map(mark => this.#markView(mark)));
    return { eventId: event_id, event: leaf ? viewOf(leaf) : null, why: [...why], marks: views };
  }

  async #markView({ markedAt, ...mark }: MarkRow): Promise<MarkView> {
    const [kept] = await this.texts.of(mark.id);
    return { ...mark, markedAt: new Date(markedAt).toISOString(), text: kept?.text ?? null };
  }
}

interface ItemRow {
  readonly event_id: string;
  readonly recorded_at: Date;
  readonly leaf: Buffer | null;
  readonly why: readonly Why[];
  readonly marks: readonly MarkRow[];
}

interface MarkRow {
  readonly id: string;
  readonly mark: Mark;
  readonly markedBy: string;
  readonly markedAt: string;
}

const ITEMS: Statement = {
  name: 'review-items',
  text: `
    select i.event_id, i.recorded_at, i.why, e.leaf, m.marks
    from review_item i
    left join audit_event e on e.id = i.event_id
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'mark', m.mark, 'markedBy', m.marked_by, 'markedAt', m.marked_at)
        order by m.marked_at, m.id), '[]') as marks
      from review_mark m where m.round_id = i.round_id and m.event_id = i.event_id
    ) m
    where i.round_id = $1 and ($2::boolean is null or (m.marks <> '[]') = $2)
      and ($3::timestamptz is null or (i.recorded_at, i.event_id) < ($3, $4::uuid))
    order by i.recorded_at desc, i.event_id desc limit $5`,
};
