import { startOfDay, type Day } from '../../src/kernel/calendar.js';
import type { TestServer } from '../support/server.js';

/** How many calls there are of the days before today, and by which chance they come. */
export interface RandomCalls {
  readonly contacts: number;
  readonly seed: number;
}

/** Days that live today by the rule of 61 days, or two months where they are fewer. */
export const SPREAD_DAYS = 55;

/**
 * Fills a database with calls of the last weeks, as rows only, and keeps beside them what they were made of in the table `oracle_call`:
 * clear callers among it, whom the product knows by marks alone. Some waited for nobody knows how long, some nobody answered, some go on
 * in a second leg, some hide their number, some are not inbound, are restricted or objected to.
 */
export async function fillWithCalls(server: TestServer, today: Day, { contacts, seed }: RandomCalls): Promise<void> {
  await server.sql(ORACLE, [contacts, seed, startOfDay(today), Math.ceil(contacts / 4)]);
  await server.sql('create index on oracle_call (caller, started_at)');
  await server.sql('analyze oracle_call');
  await server.sql(CONTACTS);
  await server.sql(RECORDINGS);
  await server.sql(MARKS);
  await server.sql(LINES);
  await server.sql('analyze');
}

/** A number from 0 until before 1 that is the same for the same call, `salt` and seed. */
const chance = (salt: number) => `(abs(hashint8extended(i * 64 + ${salt}, $2::bigint) % 1000000) / 1000000.0)`;
const among = (salt: number, ...names: string[]) =>
  `(array[${names.map(name => `'${name}'`).join(',')}])[1 + floor(power(${chance(salt)}, 1.5) * ${names.length})::int]`;

const ORACLE = `
  create table oracle_call as
  select i, uuidv7() as contact_id, started_at, (started_at at time zone 'Europe/Helsinki')::date as day,
    extract(hour from started_at at time zone 'Europe/Helsinki')::int as hour, queue, unit, direction, answered, caller, ticketed, legs,
    left_out, case when answered and ${chance(9)} > 0.1 then wait_ms end as wait_ms, talk_ms,
    (started_at + make_interval(secs => (wait_ms + talk_ms) / 1000.0)) as ended_at
  from (
    select i, date_trunc('milliseconds', $3::timestamptz - ${chance(1)} * interval '${SPREAD_DAYS} days') as started_at,
      ${among(2, 'Jono A', 'Jono B')} as queue, ${among(3, 'Osasto 1', 'Osasto 2')} as unit,
      case when ${chance(4)} < 0.9 then 'inbound' when ${chance(4)} < 0.95 then 'outbound' else 'internal' end as direction,
      ${chance(5)} > 0.12 as answered, case when ${chance(6)} > 0.1 then floor(power(${chance(7)}, 2) * $4)::int end as caller,
      ${chance(8)} < 0.6 as ticketed, 1 + (${chance(10)} < 0.15)::int as legs, ${chance(11)} < 0.02 as left_out,
      floor(exp(ln(1 + 600000.0) * ${chance(12)}))::int as wait_ms, floor(exp(7 + 8 * ${chance(13)}))::int as talk_ms
    from generate_series(1, $1::bigint) i) drawn`;

const DUE_ON = `((o.ended_at at time zone 'Europe/Helsinki')::date + 61)`;

const CONTACTS = `
  insert into contact (id, source, linked_id, due_on, ticket, created_at)
  select contact_id, 'pbx-1', 'o-' || i, ${DUE_ON}, case when ticketed then 'INC-' || i else '' end, ended_at
  from oracle_call o where answered`;

/** The second leg begins in the middle, in another queue and unit that no figure is to name. */
const RECORDINGS = `
  insert into recording (
    id, contact_id, source, external_id, direction, started_at, answered_at, ended_at, queue, unit, agent_id, agent_name,
    ordinary_due_on, due_on, held_through_on, restricted, blocked_purposes, notice_version, notice_language, notice_evidence,
    codec, channels, sample_rate_hz, duration_ms, size_bytes, audio_sha256, ingested_by, created_at)
  select uuidv7(), contact_id, 'pbx-1', 'o-' || i || '-' || leg, direction,
    case leg when 1 then started_at else ended_at - make_interval(secs => talk_ms / 2000.0) end,
    case when leg = 1 then started_at + make_interval(secs => wait_ms / 1000.0) end,
    case when leg = legs then ended_at else ended_at - make_interval(secs => talk_ms / 2000.0) end,
    case leg when 1 then queue else 'Siirto' end, case leg when 1 then unit else 'Siirto' end, gen_random_uuid(), 'Joku',
    ${DUE_ON}, ${DUE_ON}, ${DUE_ON}, left_out and leg = legs and i % 2 = 0,
    case when left_out and leg = legs and i % 2 = 1 then array['service-level-study'] else '{}' end,
    '2026-1', 'fi', 'plan', 'alaw', 2, 8000,
    case when legs = 1 then talk_ms when leg = 1 then talk_ms - talk_ms / 2 else talk_ms / 2 end, 1000, '\\x00', gen_random_uuid(), ended_at
  from oracle_call o, generate_series(1, legs) leg where answered`;

/** As the product makes them under keys of days, with a plain digest in their place. */
const MARKS = `
  insert into caller_mark (contact_id, due_on, value, before)
  select contact_id, ${DUE_ON}, sha256(('k' || ${DUE_ON} || '/' || caller)::bytea),
    array(select sha256(('k' || (${DUE_ON} - n) || '/' || caller)::bytea) from generate_series(0, 11) n)
  from oracle_call o where answered and caller is not null`;

/** What rang at two places is two lines of one call. */
const LINES = `
  insert into arrival (source, external_id, channel, started_at, call_on, queue, unit, direction, linked_id, announced_at, outcome,
    reason, seen_at, ends_on)
  select 'pbx-1', 'o-' || i || '-' || leg, 'folder', started_at + make_interval(secs => 5 * (leg - 1)), day, queue, unit, direction, 'o-' || i,
    ended_at, 'explained', 'not-answered', ended_at, day + 62
  from oracle_call o, generate_series(1, legs) leg where not answered`;
