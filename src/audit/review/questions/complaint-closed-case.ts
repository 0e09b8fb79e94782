import type { Question } from './question.js';

/** Who listened for a complaint that was settled already? */
export const COMPLAINT_CLOSED_CASE: Question = {
  name: 'complaint-closed-case',
  asks: 'Playbacks for a complaint whose case had been closed by then and not been reopened.',
  sql: `
    with decided as materialized (
      select id, recorded_at, action, doc ->> 'reference' as reference from log
      where action in ('complaint-case.closed', 'complaint-case.reopened') and outcome = 'done' and recorded_at < $2
    ),
    heard as materialized (
      select id, recorded_at, doc ->> 'reference' as reference from log
      where action = 'playback.granted' and outcome = 'done' and purpose = 'complaint'
        and recorded_at >= $1 and recorded_at < $2
    ),
    last as (
      select distinct on (h.id) h.id, h.recorded_at, h.reference, d.action, d.recorded_at as decided_at
      from heard h join decided d on d.reference = h.reference and (d.recorded_at, d.id) < (h.recorded_at, h.id)
      order by h.id, d.recorded_at desc, d.id desc
    )
    select id, recorded_at, jsonb_build_object('reference', reference, 'closedAt', decided_at) as why
    from last where action = 'complaint-case.closed'`,
};
