import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../../platform/database/index.js';
import type { Requester } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import { periodOf } from '../period.js';
import type { PurposeShares, ShareQuery } from './counts.schemas.js';

/** Shows for which purposes recordings were played (privacy notice §5); the look is itself an event. */
@Injectable()
export class SharePurposes {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** Each purpose that anything was played for, most first. */
  async execute({ fromOn, toOn }: ShareQuery, requester: Requester): Promise<PurposeShares> {
    const facts = { counted: 'purposes', fromOn, toOn };
    await this.trail.recordAlone({ action: 'audit.counted', actor: actorOf(requester), facts });
    const { from, until } = periodOf({ fromOn, toOn });
    return { items: await this.database.query<PurposeShares['items'][number]>(SHARES, [from, until]) };
  }
}

const SHARES: Statement = {
  name: 'audit-purpose-shares',
  text: `
    with played as (
      select purpose, actor_id, to_char(recorded_at at time zone 'Europe/Helsinki', 'YYYY-MM') as month
      from audit_event
      where action = 'playback.granted' and outcome = 'done' and purpose is not null and recorded_at >= $1 and recorded_at < $2
    ),
    by_month as (select purpose, month, count(*)::int as playbacks from played group by purpose, month)
    select p.purpose, count(*)::int as playbacks, count(distinct p.actor_id)::int as people,
           (select jsonb_agg(jsonb_build_object('month', m.month, 'playbacks', m.playbacks) order by m.month)
            from by_month m where m.purpose = p.purpose) as months
    from played p group by p.purpose order by 2 desc, 1`,
};
