import type { SeedOptions } from './seed-calls.js';

/**
 * The calls lie within so many days. Fewer than the shortest period that the retention rule knows (59 days, when it
 * takes in February): none may be over, or the purge would work while others are measured.
 */
export const SPREAD_DAYS = 58;
export const AGENTS = 40;

interface SeedStatement {
  readonly text: string;
  readonly values: (options: SeedOptions) => unknown[];
}

/** Names as the demo has them, and more of their kind. */
export const QUEUES = ['user-support', 'ward-systems', 'laboratory', 'imaging', 'billing', 'on-call'];
export const UNITS = [
  ...['Ward systems', 'Laboratory systems', 'Imaging systems', 'Billing', 'Integrations', 'Identity'],
  ...['Devices', 'Network', 'Reporting', 'Appointments', 'Pharmacy', 'Emergency'],
];

/** A sealed text of one block: version, nonce, 32 bytes, tag. */
const SEALED = `substring(${Array(4).fill('uuid_send(gen_random_uuid())').join(' || ')} for 61)`;

/** A number that is the same for the same call and `salt`, and spread evenly. */
function spread(salt: number, by: string): string {
  return `abs(hashint8extended(i, ${salt}) % ${by})`;
}

/** The calls, in the order of time in which a telephone system delivers them, for the inserts that follow. */
const CALLS: SeedStatement = {
  text: `
    create temp table call as
    select i, started_at, started_at + interval '15 seconds' as answered_at,
           started_at + make_interval(secs => 40 + ${spread(1, '900')}) as ended_at,
           uuidv7(started_at - clock_timestamp()) as contact_id, uuidv7(started_at - clock_timestamp()) as recording_id,
           $2::text[] as queues, $3::text[] as units, 1 + ${spread(4, String(AGENTS))} as agent
    from (select i, date_trunc('milliseconds', now() - interval '1 hour' - (1 - i / $1::float8) * interval '${SPREAD_DAYS} days') as started_at
          from generate_series(1, $1::bigint) i) moments`,
  values: ({ recordings }) => [recordings, QUEUES, UNITS],
};

/** The people with accounts first, then others without. */
const AGENTS_OF_CALLS: SeedStatement = {
  text: `
    create temp table agent as
    select place as agent, coalesce(($1::uuid[])[place], gen_random_uuid()) as id, 'agent.' || place as name
    from generate_series(1, ${AGENTS}) place`,
  values: ({ agentIds }) => [agentIds],
};

const STAFF: SeedStatement = {
  text: `
    insert into staff (id, username, display_name, unit, title, created_at)
    select id, name, name, 'Käyttäjätuki', 'Asiantuntija', now() from agent on conflict do nothing`,
  values: () => [],
};

const CONTACTS: SeedStatement = {
  text: `
    insert into contact (id, source, linked_id, due_on, ticket, sealed_note, created_at)
    select contact_id, 'pbx-1', 'seed-' || i, ${dueOn()}, case when i % 3 = 0 then 'INC-' || i else '' end,
           case when i % 4 = 0 then ${SEALED} end, ended_at
    from call order by i`,
  values: () => [],
};

const PARTIES: SeedStatement = {
  text: `
    insert into contact_party (id, contact_id, kind, category, sealed_name, sealed_phone, sealed_email, sealed_organisation, provenance)
    select uuidv7(ended_at - clock_timestamp()), contact_id, 'caller', 'customer-staff',
           ${SEALED}, ${SEALED}, case when i % 2 = 0 then ${SEALED} end, ${SEALED}, 'http/pbx-1'
    from call order by i`,
  values: () => [],
};

/** One in two hundred is held for a complaint, one in a thousand restricted. */
const RECORDINGS: SeedStatement = {
  text: `
    insert into recording (
      id, contact_id, source, external_id, direction, started_at, answered_at, ended_at, queue, unit, agent_id, agent_name,
      ordinary_due_on, due_on, held_through_on, hold_purposes, restricted, notice_version, notice_language, notice_evidence,
      codec, channels, sample_rate_hz, duration_ms, size_bytes, audio_sha256, ingested_by, created_at)
    select recording_id, contact_id, 'pbx-1', 'seed-' || i, 'inbound', started_at, answered_at, ended_at,
      queues[1 + ${spread(2, String(QUEUES.length))}], units[1 + ${spread(3, String(UNITS.length))}], agent.id, agent.name,
      ${dueOn()}, ${dueOn()}, ${dueOn()}, case when i % 200 = 0 then array['complaint'] else '{}' end, i % 1000 = 0,
      '2026-1', 'fi', 'plan', 'alaw', 2, 8000, seconds * 1000, 58 + seconds * 16000,
      uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), $1, ended_at
    from (select *, extract(epoch from ended_at - started_at)::int as seconds from call) call
    join agent using (agent)
    order by i`,
  values: ({ ingestedBy }) => [ingestedBy],
};

const DUE_DAYS: SeedStatement = {
  text: `insert into due_day (day) select distinct due_on from recording on conflict do nothing`,
  values: () => [],
};

export const SEED_STATEMENTS: readonly SeedStatement[] = [
  CALLS,
  AGENTS_OF_CALLS,
  STAFF,
  CONTACTS,
  PARTIES,
  RECORDINGS,
  DUE_DAYS,
];

/** The rule in force, in SQL: 61 days or two months after the Helsinki day of the call's end, whichever is earlier. */
function dueOn(): string {
  const endedOn = `(ended_at at time zone 'Europe/Helsinki')::date`;
  return `least(${endedOn} + 61, (${endedOn} + interval '2 months')::date)`;
}
