import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, parseDay } from '../../kernel/calendar.js';
import { checkLonger, checkReviewDay, termsOf } from './hold-terms.js';

const TODAY = parseDay('2026-11-24');
const ORDINARY = parseDay('2027-01-24');
const LIMITS = { most: 365, longest: 1095 };
const inDays = (days: number) => addDays(TODAY, days);
const of = (until: string, reviewOn?: string, ordinary = ORDINARY) =>
  termsOf({ until, reviewOn }, ordinary, TODAY, LIMITS);

function messageOf(act: () => unknown): string {
  try {
    act();
    return 'nothing was refused';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the days of a hold that is asked for', () => {
  it('begin tomorrow at the earliest', () => {
    expect(() => of(TODAY)).toThrow(expect.objectContaining({ code: 'hold-too-short' }));
    expect(of(inDays(1)).wantedUntilOn).toBe(inDays(1));
  });

  it('end within the limit from today', () => {
    expect(of(inDays(365)).wantedUntilOn).toBe(inDays(365));
    const tooLong = { code: 'hold-too-long', details: { latest: inDays(365) } };
    expect(() => of(inDays(366))).toThrow(expect.objectContaining(tooLong));
  });

  it('end within the limit past the ordinary last day, however often somebody asks', () => {
    const longAgo = addDays(TODAY, -1000);
    expect(of(inDays(95), undefined, longAgo).wantedUntilOn).toBe(inDays(95));
    const tooLong = { code: 'hold-too-long', details: { latest: inDays(95) } };
    expect(() => of(inDays(96), undefined, longAgo)).toThrow(expect.objectContaining(tooLong));
  });

  it('let a request wait for seven days, or for less where less is asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 365 }), days => {
        expect(of(inDays(days)).waitsUntilOn).toBe(inDays(Math.min(7, days)));
      }),
    );
  });

  it('have a review after ninety days, or on the last one where that comes first', () => {
    expect(of(inDays(200)).reviewOn).toBe(inDays(90));
    expect(of(inDays(30)).reviewOn).toBe(inDays(30));
    expect(of(inDays(30), inDays(10)).reviewOn).toBe(inDays(10));
  });

  it('have no review that is over, or after the hold', () => {
    const outside = expect.objectContaining({ code: 'review-day-out-of-range' });
    expect(() => of(inDays(30), TODAY)).toThrow(outside);
    expect(() => of(inDays(30), inDays(31))).toThrow(outside);
    expect(() => {
      checkReviewDay(inDays(1), TODAY, inDays(1));
    }).not.toThrow();
  });

  it('go on past the hold that they extend', () => {
    const notLonger = expect.objectContaining({ code: 'hold-not-longer' });
    expect(() => {
      checkLonger(of(inDays(30)), inDays(30));
    }).toThrow(notLonger);
    expect(() => {
      checkLonger(of(inDays(31)), inDays(30));
    }).not.toThrow();
  });

  it('are refused in a sentence that says which days there are', () => {
    const sentences = [() => of(TODAY), () => of(inDays(366)), () => of(inDays(30), inDays(31))].map(messageOf);
    expect(sentences).toEqual([
      'The last day of a hold is tomorrow or later.',
      'A hold does not last for so long.',
      'The day of the review lies after today and not after the last day of the hold.',
    ]);
    expect(
      messageOf(() => {
        checkLonger(of(inDays(30)), inDays(30));
      }),
    ).toBe('The hold lasts as long as that already.');
  });
});
