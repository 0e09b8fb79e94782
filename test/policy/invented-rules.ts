import type { RawRuleOf } from '@casl/ability';
import fc from 'fast-check';
import { PURPOSES } from '../../src/access/purposes.js';
import { REVEALABLE_FIELDS, type AppAbility } from '../../src/access/subjects.js';
import { DAYS, PEOPLE, QUEUES, UNITS } from './people.js';

export type InventedRule = RawRuleOf<AppAbility>;

const texts = (values: readonly string[]) => {
  const one = fc.constantFrom(...values);
  const some = fc.subarray([...values]);
  return fc.oneof(one, comparison(one, '$eq', '$ne'), comparison(some, '$in', '$nin'));
};

const days = fc.oneof(texts(DAYS), comparison(fc.constantFrom(...DAYS), '$gt', '$gte', '$lt', '$lte'));

const conditions = fc.record(
  {
    queue: texts(QUEUES),
    unit: texts(UNITS),
    agentId: texts(PEOPLE),
    ordinaryDueOn: days,
    dueOn: days,
    holdPurposes: fc.oneof(fc.constantFrom(...PURPOSES), comparison(fc.subarray([...PURPOSES]), '$in', '$nin')),
    heldThroughOn: days,
    restricted: fc.boolean(),
    exceptedThroughOn: days,
    blockedPurposes: fc.oneof(fc.constantFrom(...PURPOSES), comparison(fc.subarray([...PURPOSES]), '$in', '$nin')),
  },
  { requiredKeys: [] },
);

/** Rules that nobody has written: the translation holds for what the policy may say one day, refusals included. */
export const inventedRules: fc.Arbitrary<InventedRule[]> = fc.array(
  fc.record(
    {
      action: fc.subarray(['list', 'read', 'play', 'reveal', 'set-ticket'] as const, { minLength: 1 }),
      subject: fc.constant('Recording' as const),
      fields: fc.subarray([...REVEALABLE_FIELDS, ...PURPOSES], { minLength: 1 }),
      conditions: conditions,
      inverted: fc.boolean(),
    },
    { requiredKeys: ['action', 'subject'] },
  ),
  { minLength: 1, maxLength: 5 },
);

function comparison(value: fc.Arbitrary<unknown>, ...operators: readonly string[]): fc.Arbitrary<object> {
  return fc.tuple(fc.constantFrom(...operators), value).map(([operator, compared]) => ({ [operator]: compared }));
}
