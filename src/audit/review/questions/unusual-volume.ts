import { dayOf, HEARD, type Question } from './question.js';

const BEFORE_DAYS = 30;
/** How many median absolute deviations above the median are unusual. */
const DEVIATIONS = 6;
/** So many a day are usual for anybody, whatever their days before were. */
const ALWAYS_USUAL = 10;

const BEFORE = `b.actor_id = d.actor_id and b.day >= d.day - ${BEFORE_DAYS} and b.day < d.day`;

/**
 * Who heard or read far more on a day than on their own days before? A person's usual is the median of the days on which
 * they did so at all; how far days lie from it is told by the median absolute deviation, which one wild day does not move.
 */
export const UNUSUAL_VOLUME: Question = {
  name: 'unusual-volume',
  asks:
    `Days on which a person heard or revealed more than the median of their active days of the previous ${BEFORE_DAYS} days plus ` +
    `${DEVIATIONS} median absolute deviations (of 1 at least), and more than ${ALWAYS_USUAL}; flagged is the first event beyond that.`,
  sql: `
    with heard as (
      select id, recorded_at, actor_id, ${dayOf('recorded_at')} as day,
        row_number() over (partition by actor_id, ${dayOf('recorded_at')} order by recorded_at, id) as nth
      from log where ${HEARD} and recorded_at >= $1::timestamptz - interval '${BEFORE_DAYS + 1} days' and recorded_at < $2
    ),
    days as (select actor_id, day, count(*) as n from heard group by actor_id, day),
    middle as (
      select d.actor_id, d.day, d.n, percentile_cont(0.5) within group (order by b.n) as median
      from days d left join days b on ${BEFORE} group by d.actor_id, d.day, d.n
    ),
    spread as (
      select d.actor_id, d.day, d.n, coalesce(d.median, 0) as median,
        coalesce(percentile_cont(0.5) within group (order by abs(b.n - d.median)), 0) as mad
      from middle d left join days b on ${BEFORE} group by d.actor_id, d.day, d.n, d.median
    ),
    judged as (
      select *, greatest(${ALWAYS_USUAL}, median + ${DEVIATIONS} * greatest(mad, 1)) as usual from spread
    )
    select h.id, h.recorded_at,
      jsonb_build_object('day', j.day, 'count', j.n, 'median', j.median, 'deviation', j.mad, 'usual', j.usual) as why
    from judged j join heard h on h.actor_id = j.actor_id and h.day = j.day and h.nth = floor(j.usual) + 1
    where j.n > j.usual and h.recorded_at >= $1`,
};
