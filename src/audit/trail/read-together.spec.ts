import { describe, expect, it } from '@jest/globals';
import { EVENT_COLUMNS, EVENT_NAMES } from './event-row.js';
import { readTogether } from './read-together.js';

describe('a read that is recorded in the statement that reads', () => {
  const select = { name: 'list-things', onceOnly: true, text: 'select id from thing where queue = $1 limit $2' };
  const { name, onceOnly, text } = readTogether(select, 2);

  it('writes the event, that it waits for its place, and reads as it would by itself', () => {
    const places = EVENT_COLUMNS.map(([, type], place) => `$${place + 3}::${type}`).join(', ');
    expect(text.replace(/\s+/g, ' ').trim()).toBe(
      `with event as (insert into audit_event (${EVENT_NAMES}) values (${places}) returning id), ` +
        'pending as (insert into audit_pending (event_id) select id from event) ' +
        'select id from thing where queue = $1 limit $2',
    );
  });

  it('has a name of its own, and is kept or not as the read is', () => {
    expect([name, onceOnly]).toEqual(['list-things-with-event', true]);
  });
});
