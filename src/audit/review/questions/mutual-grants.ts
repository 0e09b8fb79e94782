import type { Question } from './question.js';

/** Who gave each other rights? */
export const MUTUAL_GRANTS: Question = {
  name: 'mutual-grants',
  asks: 'Grants by which two people have given each other access, whenever the other one was given; flagged is the later one.',
  sql: `
    with given as materialized (
      select id, recorded_at, actor_id, concerns_staff_id from log
      where action = 'grant.created' and outcome = 'done' and actor_id is not null and concerns_staff_id is not null
        and recorded_at < $2
    )
    select distinct on (g.recorded_at, g.id) g.id, g.recorded_at,
      jsonb_build_object('otherEventId', o.id, 'otherStaffId', g.concerns_staff_id) as why
    from given g
    join given o on o.actor_id = g.concerns_staff_id and o.concerns_staff_id = g.actor_id
      and (o.recorded_at, o.id) < (g.recorded_at, g.id)
    where g.recorded_at >= $1 and g.actor_id <> g.concerns_staff_id
    order by g.recorded_at, g.id, o.recorded_at desc, o.id desc`,
};
