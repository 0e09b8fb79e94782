import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, parseDay } from '../../kernel/calendar.js';
import type { RetentionRule } from '../../kernel/retention-rule.js';
import { previewMoves, type AlikeRecordings } from './preview-moves.js';

const TODAY = parseDay('2026-11-24');
const THIRTY: RetentionRule = { kind: 'days', days: 30 };

function ended(daysAgo: number, more: Partial<AlikeRecordings> = {}): AlikeRecordings {
  const endedOn = addDays(TODAY, -daysAgo);
  const day = addDays(endedOn, 61);
  return { endedOn, ordinaryDueOn: day, dueOn: day, heldUntil: null, recordings: 1, ...more };
}

describe('what a rule would move', () => {
  it('goes to the new day, or tonight where that is over', () => {
    expect(previewMoves([ended(10), ended(40, { recordings: 2 })], THIRTY, TODAY)).toEqual({
      ...{ earlier: 3, later: 0, unchanged: 0, tonight: 2 },
      moves: [
        { from: addDays(TODAY, 21), to: TODAY, recordings: 2 },
        { from: addDays(TODAY, 51), to: addDays(TODAY, 20), recordings: 1 },
      ],
    });
  });

  it('stays where a hold keeps it, though its ordinary day is another', () => {
    const until = addDays(TODAY, 90);
    const { earlier, tonight, moves } = previewMoves([ended(40, { dueOn: until, heldUntil: until })], THIRTY, TODAY);
    expect([earlier, tonight, moves]).toEqual([1, 0, []]);
  });

  it('counts every recording once, and moves none to a day that is over or before the end of its hold', () => {
    const day = fc.integer({ min: -60, max: 120 }).map(days => addDays(TODAY, days));
    const held = fc.option(fc.integer({ min: 0, max: 200 }).map(days => addDays(TODAY, days)));
    const group = fc.record({
      ...{ endedOn: day, ordinaryDueOn: day, dueOn: day, heldUntil: held },
      recordings: fc.integer({ min: 1, max: 9 }),
    });
    const rule = fc.integer({ min: 1, max: 200 }).map(days => ({ kind: 'days', days }) as const);
    fc.assert(
      fc.property(fc.array(group), rule, (groups, wanted) => {
        const { earlier, later, unchanged, tonight, moves } = previewMoves(groups, wanted, TODAY);
        expect(earlier + later + unchanged).toBe(groups.reduce((sum, { recordings }) => sum + recordings, 0));
        expect(tonight).toBeLessThanOrEqual(earlier);
        expect(moves.every(({ from, to }) => to >= TODAY && to !== from)).toBe(true);
      }),
    );
  });
});
