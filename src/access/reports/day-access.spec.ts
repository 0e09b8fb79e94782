import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, parseDay, startOfDay } from '../../kernel/calendar.js';
import { accessOnDay, type GrantHistory, type Span } from './day-access.js';

const DAY = parseDay('2026-11-24');
const BEGINS = startOfDay(DAY);
const ENDS = startOfDay(addDays(DAY, 1));
const HOUR_MS = 3_600_000;
const hour = (number: number) => new Date(BEGINS.getTime() + number * HOUR_MS);
const LONG_AGO = hour(-1000);
const always: Span = { from: LONG_AGO, until: null };
const on = (over: Partial<GrantHistory> = {}) =>
  accessOnDay({ given: always, active: always, suspensions: [], boundFrom: LONG_AGO, ...over }, DAY);

describe('whether a grant worked on a day', () => {
  it('is yes, on all of it, where nothing was in the way', () => {
    expect(on()).toEqual({ worked: 'whole-day', because: [] });
  });

  it.each([
    ['was given at the end of the day', { given: { from: ENDS, until: null } }],
    ['was revoked before it', { given: { from: LONG_AGO, until: BEGINS } }],
    ['was of somebody who had left before', { active: { from: LONG_AGO, until: BEGINS } }],
    ['was of somebody who came later', { active: { from: ENDS, until: null } }],
  ])('is no question where it %s', (_, over) => {
    expect(on(over)).toBeNull();
  });

  it.each([
    ['given-that-day', { given: { from: hour(9), until: null } }],
    ['revoked-that-day', { given: { from: LONG_AGO, until: hour(9) } }],
    ['suspended', { suspensions: [{ from: hour(3), until: hour(4) }] }],
    ['suspended', { suspensions: [{ from: hour(3), until: null }] }],
    ['not-bound', { boundFrom: hour(10) }],
    ['left-that-day', { active: { from: LONG_AGO, until: hour(15) } }],
  ])('is for a part of it: %s', (because, over) => {
    expect(on(over)).toEqual({ worked: 'part-of-day', because: [because] });
  });

  it('is no where it was suspended all the time, also by two that meet', () => {
    expect(on({ suspensions: [{ from: LONG_AGO, until: null }] })).toEqual({ worked: 'not', because: ['suspended'] });
    const two = [
      { from: LONG_AGO, until: hour(12) },
      { from: hour(12), until: ENDS },
    ];
    expect(on({ suspensions: two })?.worked).toBe('not');
  });

  it('is no where the person was not bound, or only while it was suspended', () => {
    expect(on({ boundFrom: null })).toEqual({ worked: 'not', because: ['not-bound'] });
    const later = { boundFrom: hour(12), suspensions: [{ from: hour(10), until: null }] };
    expect(on(later)).toEqual({ worked: 'not', because: ['suspended', 'not-bound'] });
  });

  it('is what looking at each quarter of an hour says', () => {
    const quarters = fc.integer({ min: -8, max: 26 * 4 }).map(number => new Date(BEGINS.getTime() + number * 900_000));
    const spans = fc
      .tuple(quarters, fc.option(quarters, { nil: null }))
      .map(([from, until]): Span => ({ from, until }));
    const histories = fc.record({
      given: spans,
      active: spans,
      suspensions: fc.array(spans, { maxLength: 3 }),
      boundFrom: fc.option(quarters, { nil: null }),
    });
    fc.assert(
      fc.property(histories, history => {
        const answer = accessOnDay(history, DAY);
        const moments = Array.from({ length: 96 }, (_, number) => new Date(BEGINS.getTime() + number * 900_000));
        const within = ({ from, until }: Span, at: Date): boolean => from <= at && (until === null || at < until);
        const there = moments.filter(at => within(history.given, at) && within(history.active, at));
        const worked = there.filter(
          at =>
            history.boundFrom !== null &&
            history.boundFrom <= at &&
            !history.suspensions.some(span => within(span, at)),
        );
        expect(answer === null).toBe(there.length === 0);
        if (answer) expect(answer.worked === 'not').toBe(worked.length === 0);
        if (answer?.worked === 'whole-day') expect(worked).toHaveLength(96);
        if (worked.length === 96) expect(answer?.worked).toBe('whole-day');
      }),
      { numRuns: 500 },
    );
  });
});
