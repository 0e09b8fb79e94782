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
  restricted: { sql: 'restricted', type: 'boolean' },
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
      sql: '(((queue = $2::text) and not (restricted = $1::boolean)))',
      values: [true, 'a'],
    });
  });

  it('is null where everything is forbidden after it was allowed', () => {
    const none = ability(policy => {
      policy.can('list', 'Recording', { queue: 'a' });
      policy.cannot('list', 'Recording');
    });
    expect(reach(none, 'list', COLUMNS)).toBeNull();
  });

  it('refuses a condition that it cannot say in SQL rather than leave it out', () => {
    const odd = ability(policy => policy.can('list', 'Recording', { queue: { $regex: /a/ } }));
    expect(() => reach(odd, 'list', COLUMNS)).toThrow(TypeError);
    const unknown = ability(policy => policy.can('list', 'Recording', { unit: 'x' }));
    expect(() => reach(unknown, 'list', COLUMNS)).toThrow(TypeError);
  });
});
