import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { stopsAsOf, type Stop } from './stop.js';

const stop = (resumedOn: string | null): Stop => ({
  ...{ kind: 'identity', stoppedOn: parseDay('2026-03-10') },
  resumedOn: resumedOn === null ? null : parseDay(resumedOn),
});

describe('stops as of a day', () => {
  it.each([
    ['2026-03-09', []],
    ['2026-03-10', [stop(null)]],
    ['2026-03-19', [stop(null)]],
    ['2026-03-20', [stop('2026-03-20')]],
  ])('are on %s %j', (on, expected) => {
    expect(stopsAsOf([stop('2026-03-20')], parseDay(on))).toEqual(expected);
  });
});
