import { describe, expect, it } from '@jest/globals';
import { EARLIER_OF_61_DAYS_AND_2_MONTHS, SIXTY_ONE_DAYS, type RetentionRule } from '../../kernel/retention-rule.js';
import { nameOfWhatKept, ruleName } from './rule-name.js';

const RULES = new Map<number, RetentionRule>([
  [1, EARLIER_OF_61_DAYS_AND_2_MONTHS],
  [2, SIXTY_ONE_DAYS],
]);

describe('how certificates name what kept a unit', () => {
  it('is the length of the rule', () => {
    expect(ruleName(SIXTY_ONE_DAYS)).toBe('61 days');
    expect(ruleName({ kind: 'earlier-of', days: 92, months: 3 })).toBe('earlier-of 92 days, 3 months');
  });

  it.each(['recording', 'contact-history'] as const)('is for a %s the rule of its version', unitKind => {
    expect(nameOfWhatKept({ unitKind, ruleVersion: 2 }, RULES)).toBe('61 days');
    expect(nameOfWhatKept({ unitKind, ruleVersion: 1 }, RULES)).toBe('earlier-of 61 days, 2 months');
  });

  it.each([null, 3])(
    'is the rule that the notice promises where the version is %p, which nobody knows',
    ruleVersion => {
      expect(nameOfWhatKept({ unitKind: 'recording', ruleVersion }, RULES)).toBe('earlier-of 61 days, 2 months');
    },
  );

  it.each([
    ['quarantined-item', 'at most 14 days'],
    ['training-copy', 'until the day that was approved'],
    ['rights-case', 'as long as the case, and what is set after it is closed'],
  ] as const)('is for a %s, whatever its version, "%s"', (unitKind, name) => {
    expect([null, 2].map(ruleVersion => nameOfWhatKept({ unitKind, ruleVersion }, RULES))).toEqual([name, name]);
  });
});
