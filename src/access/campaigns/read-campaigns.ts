import { Injectable } from '@nestjs/common';
import { AuditTexts } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page } from '../../platform/http/index.js';
import type { CampaignQuery, CampaignView } from './campaigns.schemas.js';

/** Shows campaigns with how far they are; their reviews are listed as all others are. */
@Injectable()
export class ReadCampaigns {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly texts: AuditTexts,
  ) {}

  /** Newest first. */
  async page({ cursor, limit }: CampaignQuery): Promise<Page<CampaignView>> {
    const after = readCursor(cursor);
    const rows = await this.#rows([null, after?.at ?? null, after?.id ?? null, limit + 1]);
    const { items, nextCursor } = pageFrom(rows, limit, ({ openedAt: at, id }) => ({ at, id }));
    return { items: await this.#views(items), nextCursor };
  }

  /** @throws DomainError `not-found` */
  async one(id: string): Promise<CampaignView> {
    const [view] = await this.#views(await this.#rows([id, null, null, 1]));
    if (!view) throw notFound();
    return view;
  }

  #rows(values: readonly unknown[]): Promise<CampaignRow[]> {
    return this.database.query<CampaignRow>({ name: 'review-campaigns', text: CAMPAIGNS }, [...values]);
  }

  async #views(rows: readonly CampaignRow[]): Promise<CampaignView[]> {
    const names = await this.staff.names(rows.map(({ openedBy }) => openedBy));
    const views = rows.map(async ({ textEventId, openedAt, ...row }) => ({
      ...row,
      openedAt: openedAt.toISOString(),
      openedByName: names.get(row.openedBy) ?? null,
      reason: (await this.texts.of(textEventId))[0]?.text ?? null,
    }));
    return Promise.all(views);
  }
}

type CampaignRow = Omit<CampaignView, 'openedAt' | 'openedByName' | 'reason'> & {
  readonly openedAt: Date;
  readonly textEventId: string;
};

const CAMPAIGNS = `
  select c.id, c.role, c.opened_at as "openedAt", c.opened_by as "openedBy", c.text_event_id as "textEventId",
    m."suspendOn", m.people, m.unopened, m.open, m.late, m.closed,
    i.undecided, i.kept, i.narrowed, i.revoked, i.lapsed
  from review_campaign c
  cross join lateral (
    select min(r.suspend_on)::text as "suspendOn", count(*)::int as people,
      (count(*) filter (where m.settled_at is null))::int as unopened,
      (count(*) filter (where r.id is not null and r.closed_at is null))::int as open,
      (count(*) filter (where r.closed_at is null and r.suspended_at is not null))::int as late,
      (count(*) filter (where r.closed_at is not null))::int as closed
    from review_campaign_member m left join access_review r on r.id = m.review_id
    where m.campaign_id = c.id) m
  cross join lateral (
    select (count(*) filter (where i.decision is null))::int as undecided,
      (count(*) filter (where i.decision = 'keep'))::int as kept,
      (count(*) filter (where i.decision = 'narrow'))::int as narrowed,
      (count(*) filter (where i.decision = 'revoke'))::int as revoked,
      (count(*) filter (where i.decision = 'lapsed'))::int as lapsed
    from review_campaign_member m join access_review_item i on i.review_id = m.review_id
    where m.campaign_id = c.id) i
  where ($1::uuid is null or c.id = $1)
    and ($2::timestamptz is null or (c.opened_at, c.id) < ($2, $3::uuid))
  order by c.opened_at desc, c.id desc limit $4`;
