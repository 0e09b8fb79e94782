import { reach, type Column, type WaitingKinds, type WaitsFor } from '../access/index.js';
import { ERASURE_COLUMNS } from './erasures/erasure-columns.js';
import { HOLD_COLUMNS } from './holds/hold-rows.js';
import type { ShownReferences } from './holds/shown-references.js';

/** What of keeping and destroying waits for somebody: the same rules list it. */
export function waitsInRetention(waiting: Pick<WaitingKinds, 'on'>, references: ShownReferences): void {
  waiting.on('holds', holdsToDecide(references));
  waiting.on('hold-reviews', holdsToReview(references));
  waiting.on('erasures', erasuresToDecide);
  waiting.on('departures', departuresToDecide);
  waiting.on('retention-rules', rulesToDecide);
  waiting.on('purge-brake', brakeToRelease);
}

/** By the day on which the protection of a request ends. */
const holdsToDecide = waitingHolds('decide', 'h.until_on', "h.state = 'requested'");

/** Holds that nobody has looked at in time. */
const holdsToReview = waitingHolds('review', 'h.review_on', "h.state = 'active' and h.review_on < $1::date");

/** @param condition about `hold h`; `$1` is today */
function waitingHolds(verb: 'decide' | 'review', onDay: string, condition: string) {
  return (references: ShownReferences): WaitsFor =>
    who => {
      const within = reach(who.ability, { verb, kind: 'Hold' }, HOLD_COLUMNS, 1);
      if (!within) return null;
      const reference = references.of(who, 1 + within.values.length);
      const text = `
        select h.id::text, ${reference.sql} as label, ${onDay} as on_day from hold h join recording r on r.id = h.recording_id
        where ${condition} and h.until_on >= $1::date and r.due_on >= $1::date and ${within.sql}
        order by ${onDay}, h.id`;
      return { text, values: [who.today, ...within.values, ...reference.values] };
    };
}

/** One whose recordings have gone by themselves waits for nobody. */
const erasuresToDecide: WaitsFor = ({ ability }) => {
  const within = reach(ability, { verb: 'decide', kind: 'Erasure' }, ERASURE_COLUMNS);
  const text = `
    select id::text, queue as label, null::date as on_day from erasure e
    where e.state = 'requested' and ${within?.sql ?? 'false'} and exists (
      select from recording r where case e.target when 'recording' then r.id = e.target_id else r.contact_id = e.target_id end)
    order by requested_at, id`;
  return within && { text, values: within.values };
};

const PROPOSED: Readonly<Record<string, Column>> = { proposedBy: { sql: 'proposed_by', type: 'uuid' } };

const departuresToDecide: WaitsFor = ({ ability, now }) => {
  const within = reach(ability, { verb: 'decide', kind: 'Departure' }, PROPOSED, 1);
  const text = `
    select id::text, '' as label, (lapses_at at time zone 'Europe/Helsinki')::date as on_day from departure
    where outcome = 'pending' and lapses_at > $1 and ${within?.sql ?? 'false'} order by lapses_at, id`;
  return within && { text, values: [now, ...within.values] };
};

const rulesToDecide: WaitsFor = ({ ability }) => {
  const within = reach(ability, { verb: 'decide', kind: 'RetentionRule' }, PROPOSED);
  const text = `
    select version::text as id, clause as label, null::date as on_day from retention_rule
    where state = 'proposed' and ${within?.sql ?? 'false'} order by version`;
  return within && { text, values: within.values };
};

/** A raised brake waits for a first administrator, and then for a second one. */
const brakeToRelease: WaitsFor = ({ ability }) => {
  if (!ability.can('propose-release', 'PurgeBrake')) return null;
  const within = reach(ability, { verb: 'release', kind: 'PurgeBrake' }, PROPOSED);
  const text = `
    select id::text, '' as label, null::date as on_day from purge_brake
    where raised and (proposed_by is null or ${within?.sql ?? 'false'})`;
  return { text, values: within?.values ?? [] };
};
