import { expect, it } from '@jest/globals';
import { as, TODAY } from '../../access/testing/person.js';
import type { StaffDirectory } from '../../identity/index.js';
import { MovableClock } from '../../kernel/clock.js';
import type { RetentionRules, RuleInForce } from '../../recordings/index.js';
import { ReadRules } from './read-rules.js';

it('a version that nobody has proposed is not found', async () => {
  const one = () => Promise.resolve(null);
  // Nothing else is asked of them.
  const rules = { one } as unknown as RetentionRules;
  const [inForce, staff] = [{} as RuleInForce, {} as StaffDirectory];
  const read = new ReadRules(rules, inForce, staff, new MovableClock(new Date('2026-11-24T07:00:00Z')));
  const permissions = { ability: as('administrator'), person: null, today: TODAY };
  await expect(read.one(99, permissions)).rejects.toMatchObject({ code: 'not-found' });
});
