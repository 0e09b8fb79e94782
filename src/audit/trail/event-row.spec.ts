import { describe, expect, it } from '@jest/globals';
import { POLICY_VERSION } from '../../kernel/policy-version.js';
import { THE_SYSTEM, type EventDraft } from '../event.js';
import { columnsOf, EVENT_COLUMNS, eventRow } from './event-row.js';

const id = (end: number): string => `00000000-0000-7000-8000-${String(end).padStart(12, '0')}`;
const AT = new Date('2026-11-24T07:00:00.123Z');
const CALL = { contactId: id(4), startedAt: '2026-11-23T12:00:00.000Z', queue: 'Tuki', agentId: id(5) };
const PLAYED: EventDraft = {
  action: 'playback.granted',
  actor: { kind: 'staff', id: id(1), sessionId: id(9), address: '192.0.2.7' },
  recordingId: id(2),
  concernsStaffId: id(3),
  purpose: 'complaint',
  facts: CALL,
};

/** The values of a row under their columns. */
function named(values: readonly unknown[]): Record<string, unknown> {
  expect(values).toHaveLength(EVENT_COLUMNS.length);
  return Object.fromEntries(EVENT_COLUMNS.map(([name], place) => [name, values[place]]));
}

const row = (draft: Partial<EventDraft>) => eventRow({ action: 'log.pruned', actor: THE_SYSTEM, ...draft }, AT);

describe('the row of an event', () => {
  it('holds the leaf, and copies of what is searched for', () => {
    const { id: eventId, at, values, leaf } = eventRow(PLAYED, AT);
    expect(at).toBe(AT);
    expect(named(values)).toEqual({
      id: eventId,
      recorded_at: AT,
      action: 'playback.granted',
      outcome: 'done',
      actor_kind: 'staff',
      actor_id: id(1),
      recording_id: id(2),
      concerns_staff_id: id(3),
      purpose: 'complaint',
      contact_id: id(4),
      call_started_at: '2026-11-23T12:00:00.000Z',
      queue: 'Tuki',
      agent_id: id(5),
      leaf,
    });
    expect(JSON.parse(leaf.toString('utf8'))).toMatchObject({
      id: eventId,
      at: AT.toISOString(),
      policy: POLICY_VERSION,
    });
  });

  it('has NULL for what the event does not say', () => {
    const { id: eventId, values, leaf } = row({ outcome: 'failed' });
    expect(named(values)).toEqual({
      id: eventId,
      recorded_at: AT,
      action: 'log.pruned',
      outcome: 'failed',
      actor_kind: 'system',
      actor_id: null,
      recording_id: null,
      concerns_staff_id: null,
      purpose: null,
      contact_id: null,
      call_started_at: null,
      queue: null,
      agent_id: null,
      leaf,
    });
  });

  it.each<[string, Partial<EventDraft>]>([
    ['where it is about no recording: there the names mean other things', { facts: CALL }],
    ['where it is about one, and says nothing of its call', { recordingId: id(2) }],
    [
      'where a fact of that name is no text',
      { recordingId: id(2), facts: { contactId: 4, queue: null, agentId: ['x'] } },
    ],
  ])('tells nothing of a call %s', (_where, draft) => {
    const { contact_id, call_started_at, queue, agent_id } = named(row(draft).values);
    expect([contact_id, call_started_at, queue, agent_id]).toEqual([null, null, null, null]);
  });

  it('is the same when it is made anew from what its leaf tells', () => {
    const { values, leaf } = eventRow(PLAYED, AT);
    const { at, ...told } = JSON.parse(leaf.toString('utf8')) as Omit<Parameters<typeof columnsOf>[0], 'at'> & {
      at: string;
    };
    expect(columnsOf({ ...told, at: new Date(at) }, leaf)).toEqual(values);
  });

  it('goes with the texts that its leaf only commits to', () => {
    expect(row({ texts: { reason: 'Ääni.' } }).committed).toMatchObject([{ name: 'reason', text: 'Ääni.' }]);
  });
});
