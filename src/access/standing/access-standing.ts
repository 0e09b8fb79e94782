import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import { boundThrough } from '../undertakings/bound-through.js';
import { UndertakingStandings } from '../undertakings/undertaking-standings.js';

/** Somebody with a grant in force. */
export interface PersonWithAccess {
  readonly staffId: string;
  /** Since which day the first of the grants that are in force has been. */
  readonly since: Day;
  /** The last day on which what they have acknowledged counts; null: nothing. */
  readonly boundThroughOn: Day | null;
}

/** How grants stand against the longest that one may last, and against the duties that they were given for. */
export interface GrantStanding {
  readonly grants: number;
  /** Last longer than the rules let anybody grant. */
  readonly tooLong: number;
  /** In force for somebody who is not of the staff any more. */
  readonly ofDeactivated: number;
  /** Changes of duties whose day has come and that have had no effect on access. */
  readonly dutiesNotFollowed: number;
}

export interface ReviewStanding {
  readonly open: number;
  /** Open past the day by which they were to be decided. */
  readonly late: number;
}

/** How access stands against what the notice says of it (§14): people, grants and reviews. */
@Injectable()
export class AccessStanding {
  constructor(
    private readonly database: Database,
    private readonly undertakings: UndertakingStandings,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async people(): Promise<PersonWithAccess[]> {
    const rows = await this.database.query<{ id: string; since: string }>(PEOPLE, [this.#today()]);
    const { versions, of } = await this.undertakings.history(rows.map(({ id }) => id));
    return rows.map(({ id, since }) => ({
      ...{ staffId: id, since: parseDay(since) },
      boundThroughOn: boundThrough(new Set(of(id).map(({ version }) => version)), versions),
    }));
  }

  async grants(): Promise<GrantStanding> {
    return firstRow(await this.database.query<GrantStanding>(GRANTS, [this.#today(), this.config.grantMonths]));
  }

  async reviews(): Promise<ReviewStanding> {
    return firstRow(await this.database.query<ReviewStanding>(REVIEWS, [this.#today()]));
  }

  #today(): Day {
    return helsinkiDay(this.clock.now());
  }
}

const IN_FORCE = 'g.revoked_at is null and g.from_on <= $1::date and g.until_on >= $1::date';

const PEOPLE: Statement = {
  name: 'access-people-with-access',
  text: `
    select s.id, min(greatest(g.from_on, (g.created_at at time zone 'Europe/Helsinki')::date)) as since
    from access_grant g join staff s on s.id = g.staff_id
    where s.status = 'active' and not g.suspended and ${IN_FORCE} group by s.id order by s.id`,
};

/** A change of duties takes effect at 00:00 of its day; a day more is left to a house that slept. */
const GRANTS: Statement = {
  name: 'access-grants-against-bounds',
  text: `
    select count(*)::int as grants,
           count(*) filter (where g.until_on > (g.from_on + make_interval(months => $2::int))::date)::int as "tooLong",
           count(*) filter (where s.status <> 'active')::int as "ofDeactivated",
           (select count(*)::int from duty_change d where d.applied_at is null and d.withdrawn_at is null and not d.held
              and d.effective_on < $1::date) as "dutiesNotFollowed"
    from access_grant g join staff s on s.id = g.staff_id where ${IN_FORCE}`,
};

/** See `late-reviews-report.ts`. */
const REVIEWS: Statement = {
  name: 'access-open-reviews',
  text: `
    select count(*)::int as open,
           count(*) filter (where $1::date > greatest(
             (case when kind = 'recovery' then escalate_on else suspend_on end) - 1,
             (opened_at at time zone 'Europe/Helsinki')::date))::int as late
    from access_review where closed_at is null`,
};
