import { describe, expect, it } from '@jest/globals';
import { newRule, ruleDecision, ruleVersion } from './rules.schemas.js';

const TERMS = {
  clause: 'Tietosuojaseloste 6 §, 12 §',
  inForceFrom: '2027-01-01',
  appliesToEarlier: false,
  reason: 'Näin.',
};
const days = (over: object = {}) => newRule.safeParse({ kind: 'days', days: 61, ...TERMS, ...over }).success;
const earlierOf = (over: object = {}) =>
  newRule.safeParse({ kind: 'earlier-of', days: 61, months: 2, ...TERMS, ...over }).success;

describe('a rule that somebody proposes', () => {
  it('is of days, or of days and months', () => {
    expect([days(), earlierOf()]).toEqual([true, true]);
    expect([days({ months: 2 }), earlierOf({ months: undefined }), days({ kind: 'for-ever' })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('keeps for a day to 400 days, and a month to 13 months', () => {
    expect([0, 1, 400, 401, 1.5].map(count => days({ days: count }))).toEqual([false, true, true, false, false]);
    expect([0, 1, 13, 14, 1.5].map(count => earlierOf({ months: count }))).toEqual([false, true, true, false, false]);
    expect([0, 1, 400, 401].map(count => earlierOf({ days: count }))).toEqual([false, true, true, false]);
  });

  it.each([
    'Tietosuojaseloste 6 §, 12 §',
    'Dataskyddsbeskrivning 6.1 §; (b)',
    'GDPR art. 5(1)(e), 17/18 - a:b',
    'a',
    'å'.repeat(120),
  ])('names a clause such as "%s"', clause => {
    expect(days({ clause })).toBe(true);
  });

  it.each(['', '   ', 'a'.repeat(121), 'rivi\nvaihto', 'aino@example.org', '<b>', 'a_b', '6 § ”', "6 '"])(
    'names none by %j, where something else could hide',
    clause => {
      expect(newRule.safeParse({ kind: 'days', days: 61, ...TERMS, clause }).error?.issues).toMatchObject([
        { path: ['clause'], message: 'must name a clause' },
      ]);
    },
  );

  it('names its clause without what stands around it', () => {
    expect(newRule.parse({ kind: 'days', days: 61, ...TERMS, clause: '  6 §  ' }).clause).toBe('6 §');
  });

  it('says from which day on, for which calls and why, and nothing more', () => {
    for (const name of Object.keys(TERMS)) expect(days({ [name]: undefined })).toBe(false);
    expect(days({ inForceFrom: '2027-02-29' })).toBe(false);
    expect([days({ reason: 'a'.repeat(1000) }), days({ reason: 'a'.repeat(1001) })]).toEqual([true, false]);
    expect(days({ state: 'adopted' })).toBe(false);
  });
});

describe('a decision about a rule', () => {
  it('adopts or discards it, for a reason', () => {
    for (const outcome of ['adopted', 'discarded']) {
      expect(ruleDecision.safeParse({ outcome, reason: 'Näin.' }).success).toBe(true);
      expect(ruleDecision.safeParse({ outcome }).success).toBe(false);
      expect(ruleDecision.safeParse({ outcome, reason: 'a'.repeat(1001) }).success).toBe(false);
      expect(ruleDecision.safeParse({ outcome, reason: 'Näin.', version: 2 }).success).toBe(false);
    }
    expect(ruleDecision.safeParse({ outcome: 'proposed', reason: 'Näin.' }).success).toBe(false);
  });
});

describe('the version in a path', () => {
  it('is a number that the column can have', () => {
    expect([ruleVersion.parse('1'), ruleVersion.parse('2147483647')]).toEqual([1, 2_147_483_647]);
    for (const text of ['0', '-1', '1.5', '2147483648', 'one', 'NaN'])
      expect(ruleVersion.safeParse(text).success).toBe(false);
  });
});
