import { describe, expect, it } from '@jest/globals';
import { faultOfReviewOn, faultOfUntil } from './hold-days.js';

const TODAY = '2026-11-26';

describe('the last day kept that somebody wants', () => {
  it('is tomorrow at the earliest', () => {
    expect(faultOfUntil('2026-11-26', TODAY)).toBe('not-ahead');
    expect(faultOfUntil('2026-11-27', TODAY)).toBeNull();
  });

  it('is a day', () => {
    expect(faultOfUntil('', TODAY)).toBe('not-a-day');
    expect(faultOfUntil('30.2.2027', TODAY)).toBe('not-a-day');
  });

  it('is later than that of the hold which is extended', () => {
    expect(faultOfUntil('2027-01-31', TODAY, '2027-01-31')).toBe('not-longer');
    expect(faultOfUntil('2027-02-01', TODAY, '2027-01-31')).toBeNull();
  });
});

describe('the day of review that somebody wants', () => {
  it('lies after today and not after the last day kept', () => {
    expect(faultOfReviewOn('2026-11-26', '2027-01-31', TODAY)).toBe('not-ahead');
    expect(faultOfReviewOn('2026-11-27', '2027-01-31', TODAY)).toBeNull();
    expect(faultOfReviewOn('2027-01-31', '2027-01-31', TODAY)).toBeNull();
    expect(faultOfReviewOn('2027-02-01', '2027-01-31', TODAY)).toBe('after-the-last');
  });

  it('is a day', () => {
    expect(faultOfReviewOn('tomorrow', '2027-01-31', TODAY)).toBe('not-a-day');
  });

  it('is not judged by a last day that is none yet', () => {
    expect(faultOfReviewOn('2027-02-01', '', TODAY)).toBeNull();
  });
});
