import { describe, expect, it } from '@jest/globals';
import { NOBODY } from '../../kernel/ids.js';
import { THE_SYSTEM, leafOf } from '../event.js';
import { dayFact, loggedEvent, objectId, textFact } from './logged-event.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AT = new Date('2026-11-24T07:00:00.123Z');

describe('an event that is read from its leaf', () => {
  it('is what was recorded, with its instant', () => {
    const draft = { action: 'hold.ended', actor: THE_SYSTEM, recordingId: ID, facts: { dueOn: '2026-12-24' } } as const;
    const { v, ...event } = loggedEvent(leafOf(ID, AT, 'p1', draft).bytes) as ReturnType<typeof loggedEvent> & {
      v: number;
    };
    expect(v).toBe(1);
    expect(event).toEqual({ ...draft, id: ID, at: AT, outcome: 'done', policy: 'p1' });
  });

  it('tells what it is about, and never passes over that it names nothing', () => {
    const draft = { action: 'hold.ended', actor: THE_SYSTEM, object: { kind: 'hold', id: NOBODY } } as const;
    expect(objectId(loggedEvent(leafOf(ID, AT, 'p1', draft).bytes))).toBe(NOBODY);
    const { object: _, ...bare } = draft;
    expect(() => objectId(loggedEvent(leafOf(ID, AT, 'p1', bare).bytes))).toThrow(`${ID} names nothing`);
  });

  it('tells a fact that is a text, and none that is not', () => {
    const event = loggedEvent(
      leafOf(ID, AT, 'p1', { action: 'hold.ended', actor: THE_SYSTEM, facts: { dueOn: '2026-12-24', days: 7 } }).bytes,
    );
    expect(textFact(event, 'dueOn')).toBe('2026-12-24');
    expect(textFact(event, 'days')).toBeUndefined();
    expect(textFact(event, 'unknown')).toBeUndefined();
    const bare = loggedEvent(leafOf(ID, AT, 'p1', { action: 'hold.ended', actor: THE_SYSTEM }).bytes);
    expect(textFact(bare, 'dueOn')).toBeUndefined();
  });

  it('tells a fact that is a day, and null of any other', () => {
    const facts = { dueOn: '2026-12-24', never: '2026-02-30', reason: 'a leap year', days: 7 };
    const event = loggedEvent(leafOf(ID, AT, 'p1', { action: 'hold.ended', actor: THE_SYSTEM, facts }).bytes);

    expect(dayFact(event, 'dueOn')).toBe('2026-12-24');
    for (const name of ['never', 'reason', 'days', 'unknown'])
      expect([name, dayFact(event, name)]).toEqual([name, null]);
  });
});
