import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { RULE_IN_FORCE, SIXTY_ONE_DAYS, type RetentionRule } from '../../kernel/retention-rule.js';
import { firstDifference } from './first-difference.js';

const TODAY = parseDay('2026-11-27');
const TWO_MONTHS: RetentionRule = { kind: 'earlier-of', days: 62, months: 2 };

describe('the first calls that a rule keeps otherwise', () => {
  it('are those of the day before which both rules end alike', () => {
    expect(firstDifference(() => RULE_IN_FORCE, SIXTY_ONE_DAYS, TODAY)).toEqual({
      ...{ endedOn: '2026-12-30', without: '2027-02-28', with: '2027-03-01' },
    });
    expect(firstDifference(() => RULE_IN_FORCE, TWO_MONTHS, TODAY)).toEqual({
      ...{ endedOn: '2026-12-01', without: '2027-01-31', with: '2027-02-01' },
    });
  });

  it('are looked for from the day on which the rule begins, by the rule that each day has without it', () => {
    const begins = parseDay('2027-01-01');
    const changed = parseDay('2027-01-10');
    expect(firstDifference(day => (day < changed ? TWO_MONTHS : SIXTY_ONE_DAYS), TWO_MONTHS, begins)).toMatchObject({
      endedOn: '2027-01-10',
    });
  });

  it('are none where both are one', () => {
    expect(firstDifference(() => SIXTY_ONE_DAYS, SIXTY_ONE_DAYS, TODAY)).toBeNull();
  });

  it('are found where only a leap day tells the rules apart', () => {
    const year: RetentionRule = { kind: 'earlier-of', days: 366, months: 12 };
    expect(firstDifference(() => ({ kind: 'days', days: 365 }), year, parseDay('2028-03-01'))).toEqual({
      ...{ endedOn: '2031-03-01', without: '2032-02-29', with: '2032-03-01' },
    });
  });
});
