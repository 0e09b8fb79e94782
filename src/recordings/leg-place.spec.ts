import { describe, expect, it } from '@jest/globals';
import { placeOf } from './leg-place.js';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 8, minute));
const leg = (from: number, until: number) => ({ startedAt: at(from), endedAt: at(until) });
const SHOWN = leg(10, 20);

describe('another leg of a call', () => {
  it.each([
    ['before', 'ended before this one began', leg(1, 9)],
    ['before', 'ended as this one began', leg(1, 10)],
    ['during', 'goes on while this one begins', leg(1, 11)],
    ['together', 'begins at once with this one', leg(10, 15)],
    ['during', 'begins while this one goes on', leg(12, 30)],
    ['after', 'begins as this one ends', leg(20, 30)],
    ['after', 'begins later', leg(25, 30)],
  ] as const)('is %s where it %s', (place, _, other) => {
    expect(placeOf(other, SHOWN)).toBe(place);
  });
});
