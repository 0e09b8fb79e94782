import { AbilityBuilder, buildMongoQueryMatcher, createMongoAbility } from '@casl/ability';
import { describe, expect, it } from '@jest/globals';
import { $and, $not, $where, and, not, where } from '@ucast/mongo2js';
import { reach, type Column } from './reach.js';
import type { AppAbility } from './subjects.js';

const COLUMNS: Readonly<Record<string, Column>> = {
  queue: { sql: 'queue', type: 'text' },
  restricted: { sql: 'restricted', type: 'boolean' },
};

/** Of rules that know more ways to put conditions together than those of the house. */
function sqlOf(conditions: object): string | undefined {
  const $xor = { type: 'compound' } as const;
  const conditionsMatcher = buildMongoQueryMatcher({ $and, $not, $where, $xor }, { and, not, where, xor: and });
  const policy = new AbilityBuilder<AppAbility>(rules => createMongoAbility(rules, { conditionsMatcher }));
  policy.can('list', 'Recording', conditions as never);
  return reach(policy.build(), 'list', COLUMNS)?.sql;
}

describe('what is made of conditions', () => {
  it('is said in SQL where one is turned round', () => {
    expect(sqlOf({ queue: { $not: { $eq: 'a' } } })).toBe('((not (queue = $1::text)))');
  });

  it.each([
    ['is put together in a way of its own', 'xor', { $xor: [{ queue: 'a' }, { restricted: false }] }],
    ['is a program', 'where', { $where: () => true }],
  ])('is refused rather than left out where it %s', (_, operator, conditions) => {
    const message = `The rules hold a condition (${operator}) that has no translation into SQL.`;
    expect(() => sqlOf(conditions)).toThrow(new TypeError(message));
  });

  it('is refused where the rules do not tell it', () => {
    const conditionsMatcher = () => () => true;
    const policy = new AbilityBuilder<AppAbility>(rules => createMongoAbility(rules, { conditionsMatcher }));
    policy.can('list', 'Recording', { queue: 'a' });
    expect(() => reach(policy.build(), 'list', COLUMNS)).toThrow(TypeError);
  });
});
