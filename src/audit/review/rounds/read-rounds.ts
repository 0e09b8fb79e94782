import { Injectable } from '@nestjs/common';
import { notFound } from '../../../kernel/errors.js';
import { Database, firstRow, type Statement } from '../../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import type { Fact } from '../../event.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import { roundViewOf } from './round-view.js';
import { ReviewRound } from './review-round.entity.js';
import type { RoundDetails, RoundQuery, RoundView } from './rounds.schemas.js';

/** Shows review rounds; looking at them is an event. */
@Injectable()
export class ReadRounds {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** The rounds, newest first. */
  async page({ cursor, limit }: RoundQuery, requester: Requester): Promise<Page<RoundView>> {
    const after = readCursor(cursor);
    await this.viewed(requester, null, { limit, continued: cursor !== undefined });
    const where = after
      ? { $or: [{ openedAt: { $lt: after.at } }, { openedAt: after.at, id: { $lt: after.id } }] }
      : {};
    const options = { orderBy: { openedAt: 'desc', id: 'desc' }, limit: limit + 1 } as const;
    const rows = await this.database.entities().find(ReviewRound, where, options);
    const { items, nextCursor } = pageFrom(rows, limit, ({ openedAt: at, id }) => ({ at, id }));
    return { items: items.map(roundViewOf), nextCursor };
  }

  /** One round, with how far it has come. @throws DomainError `not-found` */
  async one(id: string, requester: Requester): Promise<RoundDetails> {
    const round = await this.database.entities().findOne(ReviewRound, { id });
    if (!round) throw notFound();
    await this.viewed(requester, id);
    return { ...roundViewOf(round), ...firstRow(await this.database.query<Progress>(PROGRESS, [id])) };
  }

  /** Puts on record that somebody looks at a round, or (null) at the list of them. */
  async viewed(requester: Requester, id: string | null, facts: Readonly<Record<string, Fact>> = {}): Promise<void> {
    const object = id === null ? {} : { object: { kind: 'review-round', id } };
    await this.trail.recordAlone({ action: 'review-round.viewed', actor: actorOf(requester), ...object, facts });
  }
}

export interface Progress {
  readonly items: number;
  readonly unmarked: number;
  readonly findings: number;
}

/** How far a round has come. An event that was kept to its end cannot be marked any more, and is not waited for. */
export const PROGRESS: Statement = {
  name: 'review-progress',
  text: `
    select count(*)::int as items,
      count(*) filter (where exists (select from audit_event e where e.id = i.event_id) and not exists (
        select from review_mark m where m.round_id = i.round_id and m.event_id = i.event_id))::int as unmarked,
      (select count(*)::int from finding where round_id = $1) as findings
    from review_item i where i.round_id = $1`,
};
