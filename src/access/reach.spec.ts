import { describe, expect, it } from '@jest/globals';
import { AbilityBuilder, buildMongoQueryMatcher, createMongoAbility } from '@casl/ability';
import { $and, $nor, $not, $or, and, nor, not, or } from '@ucast/mongo2js';
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

  it.each([
    [{ queue: 'a' }, 'queue = $1::text', ['a']],
    [{ agentId: { $ne: 'a' } }, 'agent_id <> $1::uuid', ['a']],
    [{ dueOn: { $gt: 'a' } }, 'due_on > $1::date', ['a']],
    [{ dueOn: { $gte: 'a' } }, 'due_on >= $1::date', ['a']],
    [{ dueOn: { $lt: 'a' } }, 'due_on < $1::date', ['a']],
    [{ dueOn: { $lte: 'a' } }, 'due_on <= $1::date', ['a']],
    [{ restricted: true }, 'restricted = $1::boolean', [true]],
    [{ queue: { $in: ['a', 'b'] } }, 'queue = any($1::text[])', [['a', 'b']]],
    [{ agentId: { $nin: ['a', 'b'] } }, 'agent_id <> all($1::uuid[])', [['a', 'b']]],
    [{ holdPurposes: { $in: ['complaint'] } }, 'hold_purposes && $1::text[]', [['complaint']]],
    [{ blockedPurposes: { $nin: ['complaint'] } }, 'not blocked_purposes && $1::text[]', [['complaint']]],
    [{ holdPurposes: 'complaint' }, '$1::text = any(hold_purposes)', ['complaint']],
  ] as const)('says %j in SQL', (conditions, sql, values) => {
    const one = ability(policy => policy.can('list', 'Recording', conditions as never)); // of facts that the columns name
    expect(reach(one, 'list', COLUMNS)).toEqual({ sql: `((${sql}))`, values });
  });

  it('allows what any of several rules allows', () => {
    const two = ability(policy => {
      policy.can('list', 'Recording', { queue: 'a' });
      policy.can('list', 'Recording', { queue: 'b' });
    });
    expect(reach(two, 'list', COLUMNS)).toEqual({
      sql: '((queue = $1::text) or (queue = $2::text))',
      values: ['b', 'a'],
    });
  });

  it.each([
    [{ $or: [{ queue: 'a' }, { restricted: false }] }, '(queue = $1::text or restricted = $2::boolean)'],
    [{ $and: [{ queue: 'a' }, { restricted: false }] }, '(queue = $1::text and restricted = $2::boolean)'],
    [{ $nor: [{ queue: 'a' }, { restricted: false }] }, 'not (queue = $1::text or restricted = $2::boolean)'],
    [{}, 'true'],
  ])('says what is made of several conditions in SQL: %j', (conditions, sql) => {
    const conditionsMatcher = buildMongoQueryMatcher({ $and, $nor, $not, $or }, { and, nor, not, or });
    const policy = new AbilityBuilder<AppAbility>(rules => createMongoAbility(rules, { conditionsMatcher }));
    policy.can('list', 'Recording', conditions as never);
    expect(reach(policy.build(), 'list', COLUMNS)?.sql).toBe(`((${sql}))`);
  });

  it.each([
    [{ queue: { $regex: 'a' } }, 'The rules use regex, which has no translation into SQL.'],
    [{ holdPurposes: { $size: 2 } }, 'The rules use size on a list, which has no translation into SQL.'],
    [{ unit: 'x' }, 'The rules hold a condition (eq) that has no translation into SQL.'],
  ])('names what it cannot say in SQL: %j', (conditions, message) => {
    const odd = ability(policy => policy.can('list', 'Recording', conditions as never));
    expect(() => reach(odd, 'list', COLUMNS)).toThrow(new TypeError(message));
  });
});
