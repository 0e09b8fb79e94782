import type { Day } from '../../src/kernel/calendar.js';

/** What the purge of a day reads or writes. */
export const TABLES_OF_A_DAY = [
  ...['recording', 'contact', 'contact_party', 'party_index', 'playback', 'hold', 'quarantined_item', 'training_copy'],
  ...['deletion_certificate', 'blob_deletion', 'purge_run', 'due_day', 'stray_key', 'audit_event', 'audit_pending'],
];

interface Statement {
  readonly text: string;
  readonly values: (day: Day, recordings: number) => unknown[];
}

const none = (): unknown[] => [];

/** A sealed text of one block: version, nonce, 32 bytes, tag. */
const SEALED = `substring(${Array(4).fill('uuid_send(gen_random_uuid())').join(' || ')} for 61)`;

const IN_HASH = 'uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())';

/** A due day as ingest leaves it: a contact with its caller and three indexes of them, a recording; one in ten was heard. */
export const ADD_DUE_CALLS: readonly Statement[] = [
  { text: 'drop table if exists due_call', values: none },
  {
    text: `
      create temp table due_call as
      select i, $1::date as due_on, $1::date - interval '61 days' as ended_at, 'due-' || $1::text || '-' || i as name,
             uuidv7() as contact_id, uuidv7() as recording_id, uuidv7() as party_id
      from generate_series(1, $2::bigint) i`,
    values: (day, recordings) => [day, recordings],
  },
  {
    text: `
      insert into contact (id, source, linked_id, due_on, ticket, sealed_note, created_at)
      select contact_id, 'pbx-1', name, due_on, case when i % 3 = 0 then 'INC-' || i else '' end,
             case when i % 4 = 0 then ${SEALED} end, ended_at
      from due_call order by i`,
    values: none,
  },
  {
    text: `
      insert into contact_party (id, contact_id, kind, category, sealed_name, sealed_phone, sealed_email, sealed_organisation, provenance)
      select party_id, contact_id, 'caller', 'customer-staff', ${SEALED}, ${SEALED}, ${SEALED}, null, 'http/pbx-1'
      from due_call order by i`,
    values: none,
  },
  {
    text: `
      insert into party_index (value, party_id, contact_id, due_on)
      select ${IN_HASH}, party_id, contact_id, due_on from due_call cross join generate_series(1, 3) order by i`,
    values: none,
  },
  {
    text: `
      insert into recording (
        id, contact_id, source, external_id, direction, started_at, answered_at, ended_at, queue, unit, agent_id, agent_name,
        ordinary_due_on, due_on, held_through_on, notice_version, notice_language, notice_evidence,
        codec, channels, sample_rate_hz, duration_ms, size_bytes, audio_sha256, ingested_by, created_at)
      select recording_id, contact_id, 'pbx-1', name, 'inbound', ended_at - interval '2 minutes', ended_at, ended_at,
        (array['user-support', 'ward-systems', 'laboratory', 'imaging', 'billing', 'on-call'])[1 + i % 6], 'Unit ' || i % 12,
        md5('agent ' || i % 40)::uuid, 'agent.' || i % 40, due_on, due_on, due_on, '2026-1', 'fi', 'plan',
        'alaw', 2, 8000, 120000, 1920058, ${IN_HASH}, md5('pbx')::uuid, ended_at
      from due_call order by i`,
    values: none,
  },
  {
    text: `
      insert into playback (id, recording_id, staff_id, session_id, purpose, reference, granted_at, expires_at, reserved, ended_at)
      select uuidv7(), recording_id, md5('agent')::uuid, md5('session')::uuid, 'service-development', '', ended_at, ended_at, '\\x01', ended_at
      from due_call where i % 10 = 0 order by i`,
    values: none,
  },
];
