import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOLD_KINDS } from '../../access/subjects.js';
import { addDays, parseDay, type Day } from '../../kernel/calendar.js';
import { keptBy, PURPOSE_OF_KIND, type KeepingHold } from './kept-by.js';

const TODAY = parseDay('2026-11-24');
const day = fc.integer({ min: -40, max: 400 }).map(days => addDays(TODAY, days));
const hold = fc.record({ kind: fc.constantFrom(...HOLD_KINDS), untilOn: day, isApproved: fc.boolean() });
const holds = fc.array(hold, { maxLength: 6 });

/** Asserts for any ordinary last day and any holds. */
function always(says: (ordinaryDueOn: Day, holds: readonly KeepingHold[]) => void): void {
  fc.assert(fc.property(day, holds, says), { numRuns: 1000 });
}

const inForce = (given: readonly KeepingHold[]) => given.filter(({ untilOn }) => untilOn >= TODAY);
const approved = (given: readonly KeepingHold[]) => inForce(given).filter(({ isApproved }) => isApproved);

describe('where holds keep a recording', () => {
  it('is its ordinary last day without any, and tonight once that is over', () => {
    expect(keptBy(parseDay('2026-12-01'), TODAY, [])).toEqual({
      dueOn: '2026-12-01',
      holdPurposes: [],
      heldThroughOn: '2026-12-01',
    });
    expect(keptBy(parseDay('2026-11-01'), TODAY, [])).toMatchObject({ dueOn: TODAY, heldThroughOn: '2026-11-01' });
  });

  it('is the last of all last days, while all count through the first of the holds’', () => {
    const kept = keptBy(parseDay('2026-12-01'), TODAY, [
      { kind: 'training', untilOn: parseDay('2027-03-01'), isApproved: true },
      { kind: 'complaint', untilOn: parseDay('2027-01-01'), isApproved: true },
    ]);
    expect(kept).toEqual({
      dueOn: '2027-03-01',
      holdPurposes: ['internal-training', 'complaint'],
      heldThroughOn: '2027-01-01',
    });
  });

  it('is never a day that is over, nor before its ordinary last day, nor before the last day of any hold in force', () => {
    always((ordinaryDueOn, given) => {
      const { dueOn } = keptBy(ordinaryDueOn, TODAY, given);
      const days = [ordinaryDueOn, TODAY, ...inForce(given).map(({ untilOn }) => untilOn)];
      expect(days.every(one => one <= dueOn)).toBe(true);
      expect(days).toContain(dueOn);
    });
  });

  it('is open through the first last day of the approved holds in force, and through nothing else', () => {
    always((ordinaryDueOn, given) => {
      const days = approved(given).map(({ untilOn }) => untilOn);
      const { heldThroughOn } = keptBy(ordinaryDueOn, TODAY, given);
      expect(days.every(one => heldThroughOn <= one)).toBe(true);
      expect(days.length > 0 ? days : [ordinaryDueOn]).toContain(heldThroughOn);
    });
  });

  it('is open for the purposes of the approved holds in force alone, each once', () => {
    always((ordinaryDueOn, given) => {
      const { holdPurposes } = keptBy(ordinaryDueOn, TODAY, given);
      const wanted = new Set(approved(given).map(({ kind }) => PURPOSE_OF_KIND[kind]));
      expect(new Set(holdPurposes)).toEqual(wanted);
      expect(holdPurposes).toHaveLength(wanted.size);
    });
  });

  it('depends neither on the order of the holds nor on those that are over', () => {
    always((ordinaryDueOn, given) => {
      const kept = keptBy(ordinaryDueOn, TODAY, given);
      expect(keptBy(ordinaryDueOn, TODAY, given.toReversed())).toEqual(kept);
      expect(keptBy(ordinaryDueOn, TODAY, inForce(given))).toEqual(kept);
    });
  });
});
