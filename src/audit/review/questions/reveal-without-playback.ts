import { dayOf, type Question } from './question.js';

/** Who read a caller's data without having anything to do with the call? */
export const REVEAL_WITHOUT_PLAYBACK: Question = {
  name: 'reveal-without-playback',
  asks: 'Revealed fields of a contact to which the same person did not listen on that day, before or after.',
  sql: `
    with heard as materialized (
      select actor_id, recording_id, contact_id, ${dayOf('recorded_at')} as day from log
      where action = 'playback.granted' and outcome = 'done'
        and recorded_at >= $1 and recorded_at < $2
    ),
    revealed as materialized (
      select id, recorded_at, actor_id, recording_id, contact_id, ${dayOf('recorded_at')} as day from log
      where action = 'field.revealed' and outcome = 'done' and recorded_at >= $1 and recorded_at < $2
    )
    select r.id, r.recorded_at, jsonb_build_object('contactId', r.contact_id) as why
    from revealed r
    where not exists (
      select from heard h where h.actor_id = r.actor_id and h.day = r.day and h.recording_id = r.recording_id
    ) and not exists (
      select from heard h where h.actor_id = r.actor_id and h.day = r.day and h.contact_id = r.contact_id
    )`,
};
