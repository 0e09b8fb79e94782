import { describe, expect, it } from '@jest/globals';
import type { Permissions } from '../../access/index.js';
import { ANNA, as, EERO, grant, MAIJA, TODAY } from '../../access/testing/person.js';
import type { Role } from '../../access/roles.js';
import { addDays } from '../../kernel/calendar.js';
import { itemColumns, itemOf, peopleOf, type HoldRow } from './hold-rows.js';
import { HOLD_STATES } from './hold.entity.js';

const HOLD = '019c0000-0000-7000-8000-000000000001';
const RECORDING = '019c0000-0000-7000-8000-000000000002';
const NAMES = new Map([
  [MAIJA, 'Maija'],
  [EERO, 'Eero'],
]);

/** A hold that Eero asked for, of a call that Maija answered. */
function row(over: Partial<HoldRow> = {}): HoldRow {
  return {
    ...{
      id: HOLD,
      recording_id: RECORDING,
      kind: 'complaint',
      reference: 'R-7',
      state: 'requested',
      provisional: true,
    },
    ...{ requested_by: EERO, requested_at: new Date('2026-11-20T07:00:00Z'), continues: null },
    ...{ until_on: '2026-11-27', wanted_until_on: '2027-02-01', review_on: '2027-02-01' },
    ...{ decided_by: null, decided_at: null, ended_by: null, ended_at: null },
    ...{ started_at: new Date('2026-11-19T07:00:00Z'), queue: 'user-support', unit: 'Ward systems', agent_id: MAIJA },
    ...over,
  };
}

const permissions = (role: Role): Permissions => ({ ability: as(role), person: null, today: TODAY });
const shown = (over: Partial<HoldRow> = {}, role: Role = 'team-lead') => itemOf(row(over), NAMES, permissions(role));

describe('a hold in an answer', () => {
  it('tells of a request who asks for how long, and that nobody has decided', () => {
    expect(shown()).toEqual({
      ...{ id: HOLD, recordingId: RECORDING, kind: 'complaint', reference: 'R-7', state: 'requested' },
      call: { startedAt: '2026-11-19T07:00:00.000Z', queue: 'user-support', unit: 'Ward systems' },
      ...{ provisional: true, inForce: true, requestedBy: EERO, requesterName: 'Eero' },
      ...{ requestedAt: '2026-11-20T07:00:00.000Z', until: '2026-11-27', wantedUntil: '2027-02-01' },
      ...{ reviewOn: '2027-02-01', overdue: false, continues: null },
      ...{ decidedBy: null, deciderName: null, decidedAt: null, endedBy: null, enderName: null, endedAt: null },
      permitted: ['approve', 'refuse', 'release'],
    });
  });

  it('tells who decided, who ended it, and when', () => {
    const [decided_at, ended_at] = [new Date('2026-11-21T07:00:00Z'), new Date('2026-11-22T07:00:00Z')];
    const ended = {
      state: 'released',
      decided_by: MAIJA,
      decided_at,
      ended_by: EERO,
      ended_at,
      continues: HOLD,
    } as const;
    expect(shown(ended)).toMatchObject({
      ...{ state: 'released', inForce: false, continues: HOLD, permitted: [] },
      ...{ decidedBy: MAIJA, deciderName: 'Maija', decidedAt: '2026-11-21T07:00:00.000Z' },
      ...{ endedBy: EERO, enderName: 'Eero', endedAt: '2026-11-22T07:00:00.000Z' },
    });
  });

  it('has no name of whom nobody knows any more', () => {
    expect(shown({ requested_by: ANNA })).toMatchObject({ requestedBy: ANNA, requesterName: null });
  });

  it('is over by itself on the day after its last one, and nothing may be done to it then', () => {
    const over = { until_on: addDays(TODAY, -1) };
    expect(shown({ ...over, state: 'active' })).toMatchObject({ state: 'ended', inForce: false, permitted: [] });
    expect(shown({ ...over, state: 'requested' })).toMatchObject({ state: 'lapsed', inForce: false, permitted: [] });
  });

  it('is overdue from the day after that of its review on, while it is in force', () => {
    const overdue = (over: Partial<HoldRow>) => shown({ state: 'active', until_on: '2027-02-01', ...over }).overdue;
    expect(overdue({ review_on: TODAY })).toBe(false);
    expect(overdue({ review_on: addDays(TODAY, -1) })).toBe(true);
    expect(overdue({ review_on: addDays(TODAY, -1), state: 'requested' })).toBe(false);
    expect(overdue({ review_on: addDays(TODAY, -2), until_on: addDays(TODAY, -1) })).toBe(false);
  });
});

describe('what may be done to a hold', () => {
  it('is for who answers for keeping to decide while it waits, and to extend, review or release while it is in force', () => {
    const permitted = HOLD_STATES.map(state => [state, shown({ state, until_on: '2027-02-01' }).permitted] as const);
    expect(Object.fromEntries(permitted)).toEqual({
      ...{ requested: ['approve', 'refuse', 'release'], active: ['extend', 'review', 'release'] },
      ...{ refused: [], lapsed: [], ended: [], released: [] },
    });
  });

  it('is for who asked to give it up, and not to decide or review', () => {
    const [own, active] = [{ requested_by: MAIJA }, { state: 'active', until_on: '2027-02-01' } as const];
    expect(shown(own).permitted).toEqual(['release']);
    expect(shown({ ...own, ...active }).permitted).toEqual(['extend', 'release']);
    expect(shown({ ...own, ...active }, 'complaint-handler').permitted).toEqual(['extend', 'release']);
  });

  it('is for a trainer to extend what is held for a training, and nothing else', () => {
    const active = { state: 'active', until_on: '2027-02-01' } as const;
    expect(shown({ ...active, kind: 'training' }, 'trainer').permitted).toEqual(['extend']);
    expect(shown(active, 'trainer').permitted).toEqual([]);
  });

  it.each([
    ['queue', { queues: ['on-call'] }],
    ['unit', { units: ['Imaging'] }],
    ['own calls', { ownCallsOnly: true }],
  ])('is nothing outside of the %s of who answers for keeping', (_what, scope) => {
    const ability = as('team-lead', { grants: [grant('team-lead', scope)] });
    const elsewhere = row({ agent_id: ANNA });
    expect(itemOf(elsewhere, NAMES, { ability, person: null, today: TODAY }).permitted).toEqual([]);
  });
});

describe('the rows of holds', () => {
  it('name those who asked, decided and ended, whoever they are', () => {
    expect(peopleOf([row(), row({ decided_by: MAIJA, ended_by: ANNA })])).toEqual([EERO, EERO, MAIJA, ANNA]);
    expect(peopleOf([])).toEqual([]);
  });

  it('are read with every column that an answer needs, and no text that people wrote', () => {
    const columns = itemColumns("''")
      .split(',')
      .map(column =>
        column
          .trim()
          .replace(/^[hr]\./, '')
          .replace(/^.* as /, ''),
      );
    expect(columns.toSorted()).toEqual(Object.keys(row()).toSorted());
  });
});
