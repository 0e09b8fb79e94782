import { dayOf, type Question } from './question.js';

const MANY = 5;

/** Who tried again and again what they may not do? */
export const MANY_REFUSALS: Question = {
  name: 'many-refusals',
  asks: `Days on which ${MANY} or more attempts of one person were refused; flagged is number ${MANY}.`,
  sql: `
    with refused as (
      select id, recorded_at, ${dayOf('recorded_at')} as day,
        row_number() over (partition by actor_id, ${dayOf('recorded_at')} order by recorded_at, id) as nth,
        count(*) over (partition by actor_id, ${dayOf('recorded_at')}) as refusals
      from log
      where outcome = 'refused' and actor_kind = 'staff' and actor_id is not null
        and recorded_at >= $1::timestamptz - interval '1 day' and recorded_at < $2
    )
    select id, recorded_at, jsonb_build_object('day', day, 'refusals', refusals) as why
    from refused where nth = ${MANY} and recorded_at >= $1`,
};
