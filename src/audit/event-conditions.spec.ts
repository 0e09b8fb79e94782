import { describe, expect, it } from '@jest/globals';
import { newId } from '../kernel/ids.js';
import type { EventSelection } from './audit.schemas.js';
import { eventConditions } from './event-conditions.js';

/** The conditions, and the values of their places. */
function read(filters: EventSelection): { conditions: string[]; values: unknown[] } {
  const values: unknown[] = [];
  const conditions = eventConditions(filters, value => `$${values.push(value)}`);
  return { conditions: conditions.map(condition => condition.replace(/\s+/g, ' ')), values };
}

const ID = '00000000-0000-7000-8000-000000000001';

describe('the filters of an auditor', () => {
  it('leave nothing out where none is given', () => {
    expect(read({})).toEqual({ conditions: [], values: [] });
  });

  it.each([
    ['staff', 'e.actor_id = $1'],
    ['recording', 'e.recording_id = $1'],
    ['contact', 'e.contact_id = $1'],
    ['agent', 'e.agent_id = $1'],
    ['concerns', 'e.concerns_staff_id = $1'],
    ['queue', 'e.queue = $1'],
    ['action', 'e.action = $1'],
    ['outcome', 'e.outcome = $1'],
    ['purpose', 'e.purpose = $1'],
  ])('compare %s with its own column: %s', (name, condition) => {
    expect(read({ [name]: 'wanted' })).toEqual({ conditions: [condition], values: ['wanted'] });
  });

  it('begin with an instant, which is included, and end with one, which is not', () => {
    const [from, to] = [new Date('2026-11-24T07:00:00Z'), new Date('2026-11-25T07:00:00Z')];
    expect(read({ from, to })).toEqual({
      conditions: ['e.recorded_at >= $1', 'e.recorded_at < $2'],
      values: [from, to],
    });
  });

  it.each([
    ['2026-11-24', '2026-11-23T22:00:00.000Z', '2026-11-24T22:00:00.000Z'],
    ['2026-03-29', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
  ])('take the day of a call, %s, as the day of Helsinki', (callOn, first, next) => {
    expect(read({ callOn })).toEqual({
      conditions: ['e.call_started_at >= $1', 'e.call_started_at < $2'],
      values: [new Date(first), new Date(next)],
    });
  });

  it('look for a session from when its id was made, and for its start in the ten seconds after', () => {
    const began = new Date('2026-11-24T07:00:00.123Z');
    const session = newId(began);
    const { conditions, values } = read({ session });
    expect(values).toEqual([session, began, new Date('2026-11-24T07:00:10.123Z')]);
    const [since, actor, told] = conditions;
    expect(since).toBe('e.recorded_at >= $2');
    expect(actor).toMatch(
      /^e\.actor_id = \(select s\.actor_id .* s\.action = 'session\.started' and s\.recorded_at >= \$2 and s\.recorded_at < \$3 /,
    );
    expect(actor).toContain(`convert_from(s.leaf, 'UTF8')::jsonb #>> '{actor,sessionId}' = $1::text`);
    expect(told).toBe(`convert_from(e.leaf, 'UTF8')::jsonb #>> '{actor,sessionId}' = $1::text`);
  });

  it('all hold at once, each with a place of its own', () => {
    const { conditions, values } = read({ staff: ID, outcome: 'refused', to: new Date(0), callOn: '2026-11-24' });
    expect(conditions).toHaveLength(5);
    expect(values).toHaveLength(5);
    expect(conditions.map(condition => condition.slice(-2))).toEqual(['$1', '$2', '$3', '$4', '$5']);
  });
});
