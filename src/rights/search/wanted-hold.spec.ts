import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, parseDay } from '../../kernel/calendar.js';
import { HELD_AT_LEAST_DAYS, HELD_DAYS, holdStep, type HoldNeed } from './wanted-hold.js';

const TODAY = parseDay('2026-11-24');
const CANDIDATE: HoldNeed = { isProtected: true, isReleased: false, isRefused: false, heldUntil: null };

const needs = fc.record({
  isProtected: fc.boolean(),
  isReleased: fc.boolean(),
  isRefused: fc.boolean(),
  heldUntil: fc.option(fc.integer({ min: 0, max: 400 }).map(days => addDays(TODAY, days))),
});

describe('what an open case does about the hold of a recording', () => {
  it('holds a candidate that nothing holds', () => {
    expect(holdStep(CANDIDATE, TODAY)).toEqual({ do: 'place', until: '2027-05-23' });
  });

  it('goes on with a hold that comes near its end, and not before', () => {
    const heldFor = (days: number) => holdStep({ ...CANDIDATE, heldUntil: addDays(TODAY, days) }, TODAY).do;
    expect([heldFor(HELD_AT_LEAST_DAYS - 1), heldFor(HELD_AT_LEAST_DAYS)]).toEqual(['extend', 'nothing']);
  });

  it('holds nothing for a case that prolongs nothing, and nothing that could not be held', () => {
    expect(holdStep({ ...CANDIDATE, isProtected: false }, TODAY)).toEqual({ do: 'nothing' });
    expect(holdStep({ ...CANDIDATE, isRefused: true }, TODAY)).toEqual({ do: 'nothing' });
  });

  it('lets go at once what is released', () => {
    expect(holdStep({ ...CANDIDATE, isReleased: true, heldUntil: TODAY }, TODAY)).toEqual({ do: 'end' });
    expect(holdStep({ ...CANDIDATE, isReleased: true }, TODAY)).toEqual({ do: 'nothing' });
  });

  it('never ends what is not released, and never holds what is', () => {
    fc.assert(
      fc.property(needs, need => {
        const step = holdStep(need, TODAY);
        expect(step.do === 'end').toBe(need.isReleased && need.heldUntil !== null);
        if (need.isReleased) expect(step).not.toHaveProperty('until');
      }),
    );
  });

  it('has nothing left to do after what it did', () => {
    fc.assert(
      fc.property(needs, need => {
        const step = holdStep(need, TODAY);
        const then = 'until' in step ? step.until : step.do === 'end' ? null : need.heldUntil;
        expect(holdStep({ ...need, heldUntil: then }, TODAY)).toEqual({ do: 'nothing' });
        expect(HELD_DAYS).toBeGreaterThan(HELD_AT_LEAST_DAYS);
      }),
    );
  });
});
