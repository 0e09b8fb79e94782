import { describe, expect, it } from '@jest/globals';
import { ruleNamed } from './rule-words.js';

describe('the name of a retention rule', () => {
  it('is read in each of its forms', () => {
    expect(ruleNamed('61 days')).toEqual({ kind: 'days', days: '61' });
    expect(ruleNamed('earlier-of 61 days, 2 months')).toEqual({ kind: 'earlier-of', days: '61', months: '2' });
    expect(ruleNamed('at most 14 days')).toEqual({ kind: 'at-most', days: '14' });
    expect(ruleNamed('until the day that was approved')).toEqual({ kind: 'approved' });
    expect(ruleNamed('as long as the case, and what is set after it is closed')).toEqual({ kind: 'case' });
  });

  it('is left alone in any other', () => {
    expect(ruleNamed('forever')).toBeNull();
  });
});
