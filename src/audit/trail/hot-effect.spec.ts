import { describe, expect, it } from '@jest/globals';
import { binaryArray } from '../../platform/database/index.js';
import { EVENT_COLUMNS } from './event-row.js';
import { forRows, INSERT_EVENTS, togetherWithEvents, type HotEffect } from './hot-effect.js';

const EFFECT: HotEffect = {
  name: 'grant-playback',
  columns: [
    ['id', 'uuid'],
    ['bytes', 'int'],
  ],
  text: 'insert into playback (id, bytes) select id, bytes from wanted returning id as key',
};

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const EVENT_NAMES = EVENT_COLUMNS.map(([name]) => name).join(', ');
/** `$1::uuid, $2::timestamptz...` for the columns of an event behind so many others. */
const places = (after: number, array = ''): string =>
  EVENT_COLUMNS.map(([, type], place) => `$${after + place + 1}::${type}${array}`).join(', ');

describe('a statement for a group of events', () => {
  it('writes each event and that it waits for its place in the tree', () => {
    const insert = (rows: string) =>
      `with event as (insert into audit_event (${EVENT_NAMES}) ${rows} returning id) ` +
      'insert into audit_pending (event_id) select id from event';
    expect(plain(INSERT_EVENTS.one.text)).toBe(insert(`select ${places(0)}`));
    expect(plain(INSERT_EVENTS.many.text)).toBe(insert(`select * from unnest(${places(0, '[]')})`));
  });

  it('has a name of its own for one row, since the server keeps its plan by the name', () => {
    expect([INSERT_EVENTS.one.name, INSERT_EVENTS.many.name]).toEqual(['log-events-insert-one', 'log-events-insert']);
    const together = togetherWithEvents(EFFECT);
    expect([together.one.name, together.many.name]).toEqual([
      'grant-playback-with-events-one',
      'grant-playback-with-events',
    ]);
  });

  it('has the effect first, and an event for those alone for whom it had one', () => {
    const text = plain(togetherWithEvents(EFFECT).many.text);
    const events = EVENT_COLUMNS.map(([name]) => `event_${name}`);
    expect(text).toBe(
      `with wanted (id, bytes, ${events.join(', ')}) as materialized (select * from unnest($1::uuid[], $2::int[], ${places(2, '[]')})), ` +
        `effect as (${EFFECT.text}), ` +
        `event as ( insert into audit_event (${EVENT_NAMES}) select ${events.map(name => `w.${name}`).join(', ')} ` +
        'from wanted w where w.id in (select key from effect) returning id ), ' +
        'pending as (insert into audit_pending (event_id) select id from event) select key from effect',
    );
  });

  it('is made once for an effect', () => {
    expect(togetherWithEvents(EFFECT)).toBe(togetherWithEvents(EFFECT));
    expect(togetherWithEvents({ ...EFFECT })).not.toBe(togetherWithEvents(EFFECT));
  });

  it('takes the values of one row as they are', () => {
    const grouped = togetherWithEvents(EFFECT);
    expect(forRows(grouped, [['a'], [1]])).toEqual({ statement: grouped.one, values: ['a', 1] });
  });

  it('takes the values of several rows as an array of each column', () => {
    const grouped = togetherWithEvents(EFFECT);
    const ids = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
    const { statement, values } = forRows(grouped, [ids, [1, 2]]);
    expect(statement).toBe(grouped.many);
    expect(values.slice(0, 2)).toEqual([binaryArray('uuid', ids), binaryArray('int', [1, 2])]);
    expect(values).toHaveLength(2 + EVENT_COLUMNS.length);
  });
});
