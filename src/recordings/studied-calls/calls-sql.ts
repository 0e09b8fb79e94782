/** Within how long a second call of the same number is a repeated one. */
const AGAIN_WITHIN = `interval '7 days'`;

const DAY_MS = 86_400_000;

/**
 * A duration in whole milliseconds, null where it is not known. A source may link legs of different days: none is longer than a day, the
 * last bucket of the figures.
 */
function withinDay(ms: string): string {
  return `(case when ${ms} > ${DAY_MS} then ${DAY_MS} else ${ms} end)::int`;
}

/** A leg that no figure is made of: its use is restricted (GDPR art. 18), or somebody in it has objected to studies (art. 21). */
function leftOut(leg: string): string {
  return `(${leg}.restricted or 'service-level-study' = any(${leg}.blocked_purposes))`;
}

/** Whether the caller of mark `m` had called within the days before `startedAt`, by values that only keys of days can make. */
export function calledBefore(startedAt: string): string {
  return `exists (
      select from unnest(m.before) as b (value) join caller_mark e on e.value = b.value
        cross join lateral (
          select min(started_at) as started_at, (array_agg(direction order by started_at, id))[1] as direction,
            bool_or(${leftOut('leg')}) as left_out
          from recording leg where contact_id = e.contact_id) earlier
      where e.contact_id <> m.contact_id and earlier.direction = 'inbound' and not earlier.left_out
        and earlier.started_at < ${startedAt} and earlier.started_at >= ${startedAt} - ${AGAIN_WITHIN})`;
}

/**
 * SQL of the calls that begin from `$1` until before `$2` and are within their ordinary time on `$3`: relation `studied_call`, a row for
 * each call that came in. A call of many legs is one, with queue and unit of its first; it is answered where there is a recording of
 * it, and not where its source says that nobody answered and no other leg was. The waiting time is null where a source has not told it.
 */
export const STUDIED_CALLS = `
  leg_of_call as (
    select contact_id, min(started_at) as started_at, min(answered_at) as answered_at, max(ended_at) as ended_at,
      sum(duration_ms) as audio_ms, (array_agg(queue order by started_at, id))[1] as queue,
      (array_agg(unit order by started_at, id))[1] as unit, (array_agg(direction order by started_at, id))[1] as direction,
      bool_or(${leftOut('recording')}) as left_out
    from recording
    where started_at >= $1::timestamptz - interval '1 day' and started_at < $2::timestamptz + interval '1 day'
      and ordinary_due_on >= $3 and due_on >= $3
    group by contact_id),
  answered_call as (
    select l.started_at, l.queue, l.unit, true as answered,
      ${withinDay('extract(epoch from l.answered_at - l.started_at) * 1000')} as wait_ms,
      ${withinDay('coalesce(extract(epoch from l.ended_at - l.answered_at) * 1000, l.audio_ms)')} as talk_ms,
      m.contact_id is not null as numbered,
      coalesce(m.again, m.contact_id is not null and ${calledBefore('l.started_at')}) as repeated,
      c.ticket <> '' as ticketed
    from leg_of_call l join contact c on c.id = l.contact_id left join caller_mark m on m.contact_id = l.contact_id
    where l.started_at >= $1 and l.started_at < $2 and l.direction = 'inbound' and not l.left_out),
  unanswered_call as (
    select distinct on (source, whole) started_at, queue, unit
    from (
      select source, coalesce(nullif(linked_id, ''), external_id) as whole, started_at, queue, unit, external_id
      from arrival
      where outcome = 'explained' and reason = 'not-answered' and direction in ('inbound', '')
        and started_at >= $1::timestamptz - interval '1 day' and started_at < $2::timestamptz + interval '1 day'
        and ends_on >= $3) a
    where not exists (select from contact c where c.source = a.source and c.linked_id = a.whole)
    order by source, whole, started_at, external_id),
  studied_call as (
    select started_at at time zone 'Europe/Helsinki' as began, queue, unit, answered, wait_ms, talk_ms, numbered, repeated, ticketed
    from answered_call
    union all
    select started_at at time zone 'Europe/Helsinki', queue, unit, false, null, null, false, false, false
    from unanswered_call where started_at >= $1 and started_at < $2)`;
