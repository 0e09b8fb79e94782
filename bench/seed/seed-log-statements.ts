/** The events lie so far apart: a million take three weeks. */
const APART_MS = 2000;

const QUEUES = `array['user-support', 'ward-systems', 'laboratory', 'imaging', 'billing', 'on-call']`;

/**
 * The members of a leaf that tells of one recording, in the order of RFC 8785. Ids, codes and instants are all that is
 * quoted, so nothing has to be escaped.
 */
const LEAF = `
  format('{"action":"%s","actor":{"address":"192.0.2.%s","id":"%s","kind":"staff","sessionId":"%s"},"at":"%s",',
    action, 1 + i % 250, actor_id, session_id, ${instant('at')}) ||
  format('"facts":{"agentId":"%s","contactId":"%s","queue":"%s","startedAt":"%s"},"grantId":"%s","id":"%s",',
    agent_id, contact_id, queue, ${instant('call_started_at')}, grant_id, id) ||
  format('"object":{"id":"%s","kind":"recording"},"outcome":"done","policy":"%s","purpose":"%s","recordingId":"%s",',
    recording_id, policy, purpose, recording_id) ||
  format('"reference":"INC-%s","v":1}', i)`;

/**
 * Inserts the events $1 to $2 out of $3, made under the policy of version $4, and makes them pending. The newest is an
 * hour old. Their ids are in the order of their instants, so that it is the order of the tree as well.
 */
export const INSERT_SEED_EVENTS = `
  with told as (
    select i, $4::text as policy, at, uuidv7(at - clock_timestamp()) as id,
      case i % 3 when 0 then 'playback.granted' when 1 then 'recording.opened' else 'playback.ended' end as action,
      ${idOf('actor', 120)} as actor_id, ${idOf('session', 3000)} as session_id, ${idOf('agent', 40)} as agent_id,
      ${idOf('grant', 200)} as grant_id, gen_random_uuid() as recording_id, gen_random_uuid() as contact_id,
      case i % 4 when 0 then 'complaint' else 'service-development' end as purpose,
      (${QUEUES})[1 + i % 6] as queue, at - interval '1 day' as call_started_at
    from (
      select i, date_trunc('milliseconds', now() - interval '1 hour' - ($3::bigint - i) * interval '${APART_MS} ms') as at
      from generate_series($1::bigint, $2::bigint) i
    ) moments
  ),
  event as (
    insert into audit_event (id, recorded_at, action, outcome, actor_kind, actor_id, recording_id, purpose,
      contact_id, call_started_at, queue, agent_id, leaf)
    select id, at, action, 'done', 'staff', actor_id, recording_id, purpose,
      contact_id, call_started_at, queue, agent_id, convert_to(${LEAF}, 'UTF8')
    from told order by id
    returning id
  )
  insert into audit_pending (event_id) select id from event`;

/** As JavaScript writes it. */
function instant(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** The id of one out of so many whom nobody has to find. */
function idOf(kind: string, howMany: number): string {
  return `md5('${kind} ' || i % ${howMany})::uuid`;
}
