import { reach, type WaitingKinds, type WaitsFor } from '../access/index.js';
import { QUARANTINE_COLUMNS } from './quarantine/item-rows.js';
import { NOTE_COLUMNS, NOTES } from './samples/note-rows.js';
import type { Pools } from './samples/pools.js';
import { lastWeekOn } from './samples/week.js';
import { COPY_COLUMNS } from './training-copies/copy-columns.js';

/** What of the recordings waits for somebody: the same rules list it. */
export function waitsInRecordings(waiting: WaitingKinds, pools: Pools): void {
  waiting.on('training-copies', copiesToDecide);
  waiting.on('to-sort-out', itemsToSortOut);
  waiting.on('sources', sourcesInTrouble);
  waiting.on('call-notes', unreadNotes);
  waiting.on('weekly-samples', samplesToDraw(pools));
}

/** A request whose recording has gone waits for nobody. */
const copiesToDecide: WaitsFor = ({ ability }) => {
  const within = reach(ability, { verb: 'decide', kind: 'TrainingCopy' }, COPY_COLUMNS);
  const text = `
    select id::text, course as label, null::date as on_day from training_copy_request q
    where ${within?.sql ?? 'false'} and state = 'requested' and exists (select from recording r where r.id = q.recording_id)
    order by requested_at, id`;
  return within && { text, values: within.values };
};

/** One line a source, with its next last day. */
const itemsToSortOut: WaitsFor = ({ ability, today }) => {
  const within = reach(ability, { verb: 'sort-out', kind: 'QuarantinedItem' }, QUARANTINE_COLUMNS, 1);
  const text = `
    select id::text, source as label, due_on as on_day from quarantined_item
    where due_on >= $1::date and ${within?.sql ?? 'false'} order by due_on, id`;
  return within && { text, values: [today, ...within.values] };
};

/** Sources that have fallen silent, or whose calls are missing, without sound or unannounced. */
const sourcesInTrouble: WaitsFor = ({ ability }) =>
  ability.can('explain', 'Completeness')
    ? {
        text: `
          select source as id, source as label, null::date as on_day from ingest_alarm
          where cleared_at is null group by source order by min(raised_at), source`,
        values: [],
      }
    : null;

/** Notes that the agent of the call has not read: others' are read by nobody else anyway. */
const unreadNotes: WaitsFor = ({ ability, requester: { id } }) => {
  const within = reach(ability, { verb: 'list', kind: 'CallNote' }, NOTE_COLUMNS, 1);
  const text = `
    select id::text, queue as label, null::date as on_day from (${NOTES}) note
    where read_at is null and agent_id = $1 and ${within?.sql ?? 'false'} order by written_at, id`;
  return within && { text, values: [id, ...within.values] };
};

/** Queues of the last whole week that whoever asks may draw from, and that nobody has drawn from. */
function samplesToDraw(pools: Pools): WaitsFor {
  return ({ ability, now }) => {
    const weekOn = lastWeekOn(now);
    const query = pools.counts(ability, weekOn);
    if (!query) return null;
    const week = `$${query.values.length + 1}::date`;
    const text = `
      select queue as id, queue as label, null::date as on_day from (${query.statement.text}) pool
      where not exists (select from weekly_sample w where w.queue = pool.queue and w.week_on = ${week}) order by queue`;
    return { text, values: [...query.values, weekOn] };
  };
}
