import { dayOf, HEARD, type Question } from './question.js';

const MANY_DAYS = 3;
const MANY_TIMES = 5;
const WITHIN_DAYS = 30;

/** Who comes back to one caller's contact again and again? */
export const SAME_CONTACT_AGAIN: Question = {
  name: 'same-contact-again',
  asks:
    `The same contact heard or revealed by one person on ${MANY_DAYS} or more days, or ${MANY_TIMES} or more times, within ` +
    `${WITHIN_DAYS} days; flagged is the last time.`,
  sql: `
    with heard as (
      select id, recorded_at, actor_id, contact_id,
        row_number() over (partition by actor_id, contact_id order by recorded_at desc, id desc) as from_last
      from log
      where ${HEARD} and contact_id is not null
        and recorded_at >= $1::timestamptz - interval '${WITHIN_DAYS} days' and recorded_at < $2
    )
    select h.id, h.recorded_at,
      jsonb_build_object('contactId', h.contact_id, 'days', count(distinct ${dayOf('b.recorded_at')}), 'times', count(*)) as why
    from heard h
    join heard b on b.actor_id = h.actor_id and b.contact_id = h.contact_id
      and b.recorded_at > h.recorded_at - interval '${WITHIN_DAYS} days'
    where h.from_last = 1 and h.recorded_at >= $1
    group by h.id, h.recorded_at, h.contact_id
    having count(distinct ${dayOf('b.recorded_at')}) >= ${MANY_DAYS} or count(*) >= ${MANY_TIMES}`,
};
