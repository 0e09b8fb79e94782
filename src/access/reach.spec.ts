import { describe, expect, it } from '@jest/globals';
import { AbilityBuilder, createMongoAbility } from '@casl/ability';
import { LAST_DAY, parseDay } from '../kernel/calendar.js';
import { reach, type Column } from './reach.js';
import { rulesFor } from './rules.js';
import type { AppAbility } from './subjects.js';

const COLUMNS: Readonly<Record<string, Column>> = {
  queue: { sql: 'queue', type: 'text' },
  agentId: { sql: 'agent_id', type: 'uuid' },
  ordinaryDueOn: { sql: 'ordinary_due_on', type: 'date' },
  dueOn: { sql: 'due_on', type: 'date' },
  holdPurposes: { sql: 'hold_purposes', type: 'text', array: true },
  heldThroughOn: { sql: 'held_through_on', type: 'date' },
  restricted: { sql: 'restricted', type: 'boolean' },
  exceptedThroughOn: { sql: 'excepted_through_on', type: 'date' },
  blockedPurposes: { sql: 'blocked_purposes', type: 'text', array: true },
};

function ability(define: (policy: AbilityBuilder<AppAbility>) => void): AppAbility {
  const policy = new AbilityBuilder<AppAbility>(createMongoAbility);
  define(policy);
  return policy.build();
}

describe('reach', () => {
  it('is null, so that nothing is asked, where the rules allow nothing', () => {
    const nobody = { id: 'x', active: true, boundThroughOn: LAST_DAY, enrolled: [], grants: [] };
    expect(reach(rulesFor(nobody, parseDay('2026-11-24')), 'list', COLUMNS)).toBeNull();
  });

  it('numbers its parameters after those that the statement has already', () => {
    const own = ability(policy => policy.can('list', 'Recording', { queue: { $in: ['a', 'b'] }, restricted: false }));
    expect(reach(own, 'list', COLUMNS, 2)).toEqual({
      sql: '(((queue = any($3::text[]) and restricted = $4::boolean)))',
      values: [['a', 'b'], false],
    });
  });

  it('takes from what is allowed what a later rule forbids', () => {
    const but = ability(policy => {
      policy.can('list', 'Recording', { queue: 'a' });
      policy.cannot('list', 'Recording', { restricted: true });
    });
    expect(reach(but, 'list', COLUMNS)).toEqual({
      sql: '(((queue = $1::text) and not (restricted = $2::boolean)))',
      values: ['a', true],
    });
  });

  it('is null where everything is forbidden after it was allowed', () => {
    const none = ability(policy => {
      policy.can('list', 'Recording', { queue: 'a' });
      policy.cannot('list', 'Recording');
    });
    expect(reach(none, 'list', COLUMNS)).toBeNull();
  });

  it('asks for nothing in particular, and has no parameters, where one rule allows everything', () => {
    const all = ability(policy => {
      policy.can('list', 'AccessReview');
      policy.can('list', 'AccessReview', { staffId: 'a' });
    });
    const columns: Readonly<Record<string, Column>> = { staffId: { sql: 'staff_id', type: 'uuid' } };
    expect(reach(all, { verb: 'list', kind: 'AccessReview' }, columns)).toEqual({ sql: 'true', values: [] });
  });

  it('has no parameters of a refusal from which nothing is left to be taken', () => {
    const some = ability(policy => {
      policy.cannot('list', 'Recording', { queue: 'b' });
      policy.can('list', 'Recording', { queue: 'a' });
    });
    expect(reach(some, 'list', COLUMNS)?.values).toEqual(['a']);
  });

  it('keeps to the rules of the field that is asked of, and without one to those of any', () => {
    const some = ability(policy => {
      policy.can('reveal', 'Recording', ['name'], { queue: 'a' });
      policy.can('reveal', 'Recording', ['phone'], { queue: 'b' });
    });
    const values = (field?: string) => reach(some, { verb: 'reveal', ...(field ? { field } : {}) }, COLUMNS)?.values;
    expect([values('name'), values('phone'), values('note')]).toEqual([['a'], ['b'], undefined]);
    expect(values()).toEqual(['b', 'a']);
  });

  it('refuses a condition that it cannot say in SQL rather than leave it out', () => {
    const odd = ability(policy => policy.can('list', 'Recording', { queue: { $regex: /a/ } }));
    expect(() => reach(odd, 'list', COLUMNS)).toThrow(TypeError);
    const unknown = ability(policy => policy.can('list', 'Recording', { unit: 'x' }));
    expect(() => reach(unknown, 'list', COLUMNS)).toThrow(TypeError);
  });
});
