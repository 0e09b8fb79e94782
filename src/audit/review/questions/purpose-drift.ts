import { DESK_HOURS } from '../desk-hours.js';
import type { Question } from './question.js';

const BEFORE_WEEKS = 4;
/** By how much of the whole a purpose's share must have grown. */
const GREW_BY = 0.3;
/** Fewer playbacks than this tell nothing. */
const LEAST_IN_WEEK = 10;
const LEAST_BEFORE = 20;

/** Stands where an id of a person stands. */
const ALL = 'all';

const WEEK = `date_trunc('week', recorded_at at time zone '${DESK_HOURS.zone}')::date`;

/** Is a purpose stated much more often than it used to be, by a person or by all? */
export const PURPOSE_DRIFT: Question = {
  name: 'purpose-drift',
  asks:
    `Weeks (from Monday) in which a purpose's share of the playbacks of a person, or of all, was ${GREW_BY * 100} percentage points or more ` +
    `above its share in the ${BEFORE_WEEKS} weeks before (${LEAST_IN_WEEK} playbacks in the week and ${LEAST_BEFORE} before it at least); ` +
    'flagged is the last of them.',
  sql: `
    with played as (
      select id, recorded_at, actor_id, purpose, ${WEEK} as week from log
      where action = 'playback.granted' and outcome = 'done' and purpose is not null and actor_id is not null
        and recorded_at >= $1::timestamptz - interval '${(BEFORE_WEEKS + 1) * 7 + 1} days' and recorded_at < $2
    ),
    counted as (
      select actor_id::text as who, purpose, week, count(*) as n from played group by actor_id, purpose, week
      union all
      select '${ALL}', purpose, week, count(*) from played group by purpose, week
    ),
    weeks as (select who, week, sum(n) as n from counted group by who, week),
    weeks_before as (
      select w.who, w.week, sum(b.n) as n
      from weeks w join weeks b on b.who = w.who and b.week >= w.week - ${BEFORE_WEEKS * 7} and b.week < w.week
      group by w.who, w.week
    ),
    counted_before as (
      select c.who, c.purpose, c.week, sum(b.n) as n
      from counted c join counted b on b.who = c.who and b.purpose = c.purpose
        and b.week >= c.week - ${BEFORE_WEEKS * 7} and b.week < c.week
      group by c.who, c.purpose, c.week
    ),
    compared as (
      select c.who, c.purpose, c.week, c.n / w.n as share, w.n as of, wb.n as before_of, coalesce(cb.n, 0) / wb.n as share_before
      from counted c
      join weeks w on w.who = c.who and w.week = c.week
      join weeks_before wb on wb.who = c.who and wb.week = c.week
      left join counted_before cb on cb.who = c.who and cb.purpose = c.purpose and cb.week = c.week
    ),
    drifted as (
      select * from compared
      where of >= ${LEAST_IN_WEEK} and before_of >= ${LEAST_BEFORE} and share - share_before >= ${GREW_BY}
    ),
    flagged as (
      select last.id, last.recorded_at,
        jsonb_build_object('scope', case d.who when '${ALL}' then 'all' else 'person' end, 'purpose', d.purpose,
          'weekOf', d.week, 'share', round(d.share, 3), 'shareBefore', round(d.share_before, 3)) as drift
      from drifted d
      cross join lateral (
        select p.id, p.recorded_at from played p
        where p.purpose = d.purpose and p.week = d.week and d.who in ('${ALL}', p.actor_id::text)
        order by p.recorded_at desc, p.id desc limit 1
      ) last
      where last.recorded_at >= $1
    )
    select id, recorded_at, jsonb_build_object('drifts', jsonb_agg(drift order by drift ->> 'scope')) as why
    from flagged group by id, recorded_at`,
};
