import { reach, type WaitingKinds, type WaitsFor } from '../access/index.js';
import { CASE_COLUMNS } from './board/read-board.js';
import { isKeptOn } from './case/kept-case.js';
import { STANDS_UNWEIGHED } from './effects/weighed.js';

/** What of the requests waits for somebody: the same rules list it. */
export function waitsInRights(waiting: WaitingKinds): void {
  waiting.on('rights-requests', casesToHandle);
  waiting.on('rights-confirmations', preparedCases);
  waiting.on('rights-restrictions', restrictionsToEnd);
  waiting.on('disclosures', authorityRequests);
}

/** Of open cases whose answer has not gone: those of the officer who asks and those of nobody yet, by their last day. */
const casesToHandle: WaitsFor = ({ ability, requester: { id } }) => {
  const within = reach(ability, { verb: 'handle', kind: 'RightsCase' }, CASE_COLUMNS, 1);
  const text = `
    select c.id::text, c.number as label, c.last_on as on_day from rights_case c
    where c.kind = 'data-subject' and c.closed_at is null and c.answered_at is null
      and (c.officer_id is null or c.officer_id = $1) and ${within?.sql ?? 'false'}
    order by c.last_on, c.id`;
  return within && { text, values: [id, ...within.values] };
};

/** What one officer prepared and another one confirms, by its own row: decisions, effects in closed cases too, and redacted copies to be listened to. */
const preparedCases: WaitsFor = ({ ability, today, requester: { id } }) => {
  const within = reach(ability, { verb: 'confirm', kind: 'RightsCase' }, CASE_COLUMNS, 2);
  const text = `
    select c.id::text, c.number as label, case c.kind when 'authority' then null else c.last_on end as on_day
    from rights_case c
    where ${within?.sql ?? 'false'} and ${isKeptOn('$2')} and (${OPEN_PREPARED} or exists (
      select from rights_effect e where e.case_id = c.id and e.state = 'waiting' and e.prepared_by <> $1))
    order by c.last_on, c.id`;
  return within && { text, values: [id, today, ...within.values] };
};

/**
 * Cases, closed ones too, with a recording that was restricted by itself while something was weighed (GDPR art. 18(1)(a) and (d)), and of
 * which nothing is weighed any more; not while a lifting waits for its second person.
 */
const restrictionsToEnd: WaitsFor = ({ ability, today, requester: { id } }) => {
  const within = reach(ability, { verb: 'handle', kind: 'RightsCase' }, CASE_COLUMNS, 2);
  const text = `
    select c.id::text, c.number as label, null::date as on_day from rights_case c
    where (c.officer_id is null or c.officer_id = $1) and ${within?.sql ?? 'false'} and ${STANDS_UNWEIGHED}
      and ${isKeptOn('$2')}
      and not exists (select from rights_effect e
        where e.case_id = c.id and e.kind = 'restriction-lifting' and e.state in ('waiting', 'begun'))
    order by c.received_at, c.id`;
  return within && { text, values: [id, today, ...within.values] };
};

/** Requests of authorities, whose answer has no last day by the regulation. */
const authorityRequests: WaitsFor = ({ ability, requester: { id } }) => {
  const within = reach(ability, { verb: 'handle', kind: 'RightsCase' }, CASE_COLUMNS, 1);
  const text = `
    select c.id::text, c.number as label, null::date as on_day from rights_case c
    where c.kind = 'authority' and c.closed_at is null and c.answered_at is null
      and (c.officer_id is null or c.officer_id = $1) and ${within?.sql ?? 'false'}
    order by c.received_at, c.id`;
  return within && { text, values: [id, ...within.values] };
};

/** What waits in open cases for another person than `$1`. An assessment waits until the case is decided. */
const OPEN_PREPARED = `c.closed_at is null and (
  c.kind = 'authority' and c.prepared_by <> ''
  or exists (select from rights_claim k where k.case_id = c.id and k.state = 'decided' and k.decided_by <> $1)
  or c.kind = 'data-subject' and c.decided_at is null and exists (
    select from rights_recording r where r.case_id = c.id and r.state = 'included' and r.confirmed_by is null and r.assessed_by <> $1)
  or exists (select from rights_redaction d where d.case_id = c.id and d.state = 'rendered' and d.author_id <> $1))`;
