import { addDays, startOfDay } from '../../src/kernel/calendar.js';
import { MakeDailyFigures } from '../../src/register/studies/make-daily-figures.js';
import type { Plan } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import { StudyInstallation } from '../harness/study-installation.js';
import type { Row } from './row.js';

const RECORDINGS = 200_000;
const BUSY = 20_000;
const ONCE = { leastMs: 0, operations: 1, mostMs: 0 };
const PLAN: Plan = { warmUp: { ...ONCE, operations: 3, mostMs: 20_000 }, round: ONCE, rounds: 9 };

/** The nightly count of a busy day. */
export const dailyFigures: Row = {
  name: 'daily-figures-20k',
  prepare: async site => {
    const place = await StudyInstallation.start(RECORDINGS, BUSY, site.atEnd);
    return {
      name: 'daily-figures-20k',
      what: `making the daily figures of a day with ${BUSY.toLocaleString('en')} calls among ${RECORDINGS.toLocaleString('en')}, with repeat calls by their marks, against one hand-written statement that counts and files the same`,
      goal: { kind: 'time-at-most', ratio: 2 },
      by: 'latency',
      atOnce: 1,
      plan: PLAN,
      ours: { name: 'Tallenne', operation: making(place) },
      baseline: [{ name: 'hand-written SQL', operation: bare(place) }],
    };
  },
};

function making(place: StudyInstallation): Operation {
  const make = place.parts.get(MakeDailyFigures);
  return async () => {
    await place.client.query('delete from study_day');
    const startedAtMs = performance.now();
    await make.make(place.day, place.today);
    const tookMs = performance.now() - startedAtMs;
    await expectCounted(place);
    return tookMs;
  };
}

function bare(place: StudyInstallation): Operation {
  const { client, day, today } = place;
  return async () => {
    await client.query('delete from study_day');
    const startedAtMs = performance.now();
    await client.query('begin');
    await client.query('insert into study_day (day, made_on) values ($1, $2)', [day, today]);
    await client.query({ ...BARE, values: [startOfDay(day), startOfDay(addDays(day, 1)), today, day] });
    await client.query('commit');
    const tookMs = performance.now() - startedAtMs;
    await expectCounted(place);
    return tookMs;
  };
}

async function expectCounted({ client }: StudyInstallation): Promise<void> {
  const { rows } = await client.query<{ calls: string; repeated: string }>(
    'select sum(calls) as calls, sum(repeated) as repeated from study_cell',
  );
  if (Number(rows[0]?.calls) !== BUSY || !(Number(rows[0]?.repeated) > 0))
    throw new Error(`${rows[0]?.calls ?? 'no'} calls are counted, ${rows[0]?.repeated ?? 'none'} repeated`);
}

/** Calls of one leg, as the seed has them; buckets as the product's, and no cell merged. */
const BARE = {
  name: 'bench-daily-figures',
  text: `
    with call as (
      select r.queue, r.unit, extract(hour from r.started_at at time zone 'Europe/Helsinki')::smallint as hour,
        (extract(epoch from r.answered_at - r.started_at) * 1000)::int as wait_ms,
        (extract(epoch from r.ended_at - r.answered_at) * 1000)::int as talk_ms,
        m.contact_id is not null as numbered, c.ticket <> '' as ticketed,
        m.contact_id is not null and exists (
          select from unnest(m.before) as b (value) join caller_mark e on e.value = b.value
            join recording er on er.contact_id = e.contact_id
          where e.contact_id <> m.contact_id and er.direction = 'inbound' and not er.restricted
            and er.started_at < r.started_at and er.started_at >= r.started_at - interval '7 days') as repeated
      from recording r join contact c on c.id = r.contact_id left join caller_mark m on m.contact_id = r.contact_id
      where r.started_at >= $1 and r.started_at < $2 and r.direction = 'inbound' and r.ordinary_due_on >= $3 and r.due_on >= $3
        and not r.restricted and not 'service-level-study' = any(r.blocked_purposes)),
    wait as (
      select queue, unit, hour, array_agg(bucket) as buckets, array_agg(n) as counts from (
        select queue, unit, hour, case when wait_ms < 1000 then 0 else 1 + floor(ln(wait_ms / 1000.0) / ln(1.05)) end::smallint as bucket,
          count(*)::int as n from call where wait_ms is not null group by 1, 2, 3, 4) b group by 1, 2, 3),
    talk as (
      select queue, unit, hour, array_agg(bucket) as buckets, array_agg(n) as counts from (
        select queue, unit, hour, case when talk_ms < 1000 then 0 else 1 + floor(ln(talk_ms / 1000.0) / ln(1.05)) end::smallint as bucket,
          count(*)::int as n from call group by 1, 2, 3, 4) b group by 1, 2, 3),
    cell as (
      select queue, unit, hour, count(*)::int as calls, count(wait_ms)::int as waited, (count(*) filter (where numbered))::int as numbered,
        (count(*) filter (where repeated))::int as repeated, (count(*) filter (where ticketed))::int as ticketed
      from call group by 1, 2, 3)
    insert into study_cell (day, place, queue, unit, hour, calls, answered, waited, numbered, repeated, ticketed,
      wait_buckets, wait_counts, talk_buckets, talk_counts)
    select $4, row_number() over (), queue, unit, hour, calls, calls, waited, numbered, repeated, ticketed,
      wait.buckets, wait.counts, talk.buckets, talk.counts
    from cell join wait using (queue, unit, hour) join talk using (queue, unit, hour)`,
};
