import { describe, expect, it } from '@jest/globals';
import { addDays, LAST_DAY } from '../kernel/calendar.js';
import { isBound, works } from './policy-facts.js';
import { TODAY } from './testing/person.js';

const [yesterday, tomorrow] = [addDays(TODAY, -1), addDays(TODAY, 1)];

describe('a grant that nobody has revoked', () => {
  it.each([
    ['on its only day', TODAY, TODAY, true],
    ['from its first day on', TODAY, tomorrow, true],
    ['through its last day', yesterday, TODAY, true],
    ['not before its first day', tomorrow, tomorrow, false],
    ['not after its last day', yesterday, yesterday, false],
  ])('works %s, and never while it is suspended', (_, fromOn, untilOn, expected) => {
    expect(works({ fromOn, untilOn, suspended: false }, TODAY)).toBe(expected);
    expect(works({ fromOn, untilOn, suspended: true }, TODAY)).toBe(false);
  });
});

describe('a person', () => {
  it('is bound to confidentiality through the last day of what they acknowledged', () => {
    const through = [LAST_DAY, tomorrow, TODAY, yesterday, null];
    expect(through.map(boundThroughOn => isBound({ boundThroughOn }, TODAY))).toEqual([true, true, true, false, false]);
  });
});
