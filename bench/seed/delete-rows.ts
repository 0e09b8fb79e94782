import type pg from 'pg';
import type { Day } from '../../src/kernel/calendar.js';

/** A recording, its contact, the caller, three indexes; every tenth a playback. */
export const DELETED_ROWS_EACH = 6.1;

/** Deletes the rows of a day without looking at any, in one durable transaction. Resolves to how many. */
export async function deleteRows(client: pg.Client, day: Day): Promise<number> {
  let deleted = 0;
  await client.query('begin');
  for (const text of DELETES) deleted += (await client.query(text, [day])).rowCount ?? 0;
  await client.query('commit');
  return deleted;
}

const DELETES = [
  'delete from playback where recording_id in (select id from recording where due_on = $1)',
  'delete from party_index where due_on = $1',
  'delete from contact_party where contact_id in (select id from contact where due_on = $1)',
  'delete from recording where due_on = $1',
  'delete from contact where due_on = $1',
];
