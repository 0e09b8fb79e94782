import { describe, expect, it } from '@jest/globals';
import { addDays, daysFrom, parseDay } from '../../kernel/calendar.js';
import { extendedLastDay, hasEnded, internalTarget, lastDay, lastDayIfResumedOn } from './response-period.js';
import type { Stop } from './stop.js';
import { endByAlmanac, unrolledByAlmanac } from './testing/oracle.js';

const RECEIVED = parseDay('2026-03-05');

function stop(stoppedOn: string, resumedOn: string | null, kind: Stop['kind'] = 'clarification'): Stop {
  return { kind, stoppedOn: parseDay(stoppedOn), resumedOn: resumedOn === null ? null : parseDay(resumedOn) };
}

describe('a period that nothing stopped', () => {
  it.each([
    ['2026-03-05', '2026-04-07', '2026-06-05'],
    ['2026-08-31', '2026-09-30', '2026-11-30'],
    ['2026-11-06', '2026-12-07', '2027-02-08'],
    ['2026-11-25', '2026-12-28', '2027-02-25'],
    ['2027-01-31', '2027-03-01', '2027-04-30'],
  ])('of what was received on %s ends on %s, extended on %s', (receivedOn, first, extended) => {
    expect(lastDay(parseDay(receivedOn), []).lastDay).toBe(first);
    expect(extendedLastDay(parseDay(receivedOn), []).lastDay).toBe(extended);
  });

  it('ends where the almanac says, received on any day of 2024 to 2036', () => {
    const days = daysFrom(parseDay('2024-01-01'), parseDay('2036-12-31'));
    expect(days).toHaveLength(4749);
    expect(days.filter(day => lastDay(day, []).lastDay !== endByAlmanac(day, 1))).toEqual([]);
    expect(days.filter(day => extendedLastDay(day, []).lastDay !== endByAlmanac(day, 3))).toEqual([]);
    expect(days.filter(day => internalTarget(day, []).lastDay !== endByAlmanac(addDays(day, 28), 0))).toEqual([]);
  });

  it.each([
    ['2028-01-31', '2028-02-29'],
    ['2027-01-29', '2027-02-28'],
    ['2026-05-31', '2026-06-30'],
    ['2026-02-28', '2026-03-28'],
    ['2026-12-31', '2027-01-31'],
  ])('received on %s is counted to %s before it is rolled', (receivedOn, beforeRolling) => {
    expect(lastDay(parseDay(receivedOn), [])).toMatchObject({ beforeRolling });
  });

  it('is extended from the receipt, not from a first end that was rolled', () => {
    expect(extendedLastDay(parseDay('2026-03-05'), [])).toMatchObject({ beforeRolling: '2026-06-05' });
  });

  it('says all it knows', () => {
    expect(lastDay(RECEIVED, [])).toEqual({
      ...{ runs: true, lastDay: '2026-04-07', beforeRolling: '2026-04-05', withoutStops: '2026-04-07', daysStopped: 0 },
    });
  });
});

describe('a stop', () => {
  it('moves the end by its calendar days, and the date without it stays in sight', () => {
    expect(lastDay(RECEIVED, [stop('2026-03-10', '2026-03-20', 'identity')])).toEqual({
      ...{
        runs: true,
        lastDay: '2026-04-15',
        beforeRolling: '2026-04-15',
        withoutStops: '2026-04-07',
        daysStopped: 10,
      },
    });
    expect(extendedLastDay(RECEIVED, [stop('2026-03-10', '2026-03-20')]).lastDay).toBe('2026-06-15');
    expect(internalTarget(RECEIVED, [stop('2026-03-10', '2026-03-20')]).lastDay).toBe('2026-04-13');
  });

  it('that ends on the day it began moves nothing', () => {
    expect(lastDay(RECEIVED, [stop('2026-03-10', '2026-03-10')])).toEqual(lastDay(RECEIVED, []));
  });

  it('counts a day once that another stop covers as well', () => {
    const both = [stop('2026-03-12', '2026-03-25'), stop('2026-03-10', '2026-03-20', 'identity')];
    expect(lastDay(RECEIVED, both)).toMatchObject({ daysStopped: 15, beforeRolling: '2026-04-20' });
    const within = [stop('2026-03-10', '2026-03-20'), stop('2026-03-12', '2026-03-15')];
    expect(lastDay(RECEIVED, within)).toMatchObject({ daysStopped: 10 });
  });

  it('that begins on the last day still moves it, and on the day after no more', () => {
    expect(lastDay(RECEIVED, [stop('2026-04-07', '2026-04-21')])).toMatchObject({ daysStopped: 14 });
    expect(lastDay(RECEIVED, [stop('2026-04-08', '2026-04-22')])).toEqual(lastDay(RECEIVED, []));
    expect(lastDay(RECEIVED, [stop('2026-04-08', null)])).toEqual(lastDay(RECEIVED, []));
  });

  it('that begins in time because of an earlier one counts', () => {
    const earlier = stop('2026-03-10', '2026-03-20');
    expect(lastDay(RECEIVED, [earlier, stop('2026-04-15', '2026-04-18')])).toMatchObject({ daysStopped: 13 });
    expect(lastDay(RECEIVED, [earlier, stop('2026-04-16', '2026-04-18')])).toMatchObject({ daysStopped: 10 });
  });

  it('after the first end moves the extended one alone', () => {
    const stops = [stop('2026-05-01', '2026-05-11')];
    expect(lastDay(RECEIVED, stops).lastDay).toBe('2026-04-07');
    expect(extendedLastDay(RECEIVED, stops).lastDay).toBe('2026-06-15');
  });

  it('does not count for days before the receipt, where that was corrected', () => {
    expect(lastDay(RECEIVED, [stop('2026-03-01', '2026-03-08')])).toMatchObject({ daysStopped: 3 });
    expect(lastDay(RECEIVED, [stop('2026-03-01', '2026-03-05')])).toMatchObject({ daysStopped: 0 });
  });
});

describe('a stop that lasts', () => {
  const asked = [stop('2026-03-10', '2026-03-12'), stop('2026-03-20', null)];

  it('leaves the end open and says what is known', () => {
    expect(lastDay(RECEIVED, asked)).toEqual({
      ...{ runs: false, lastDay: null, stoppedOn: '2026-03-20', daysLeft: 18 },
      ...{ withoutStops: '2026-04-07', daysStopped: 2 },
    });
  });

  it('swallows those that began within it', () => {
    const stops = [...asked, stop('2026-03-25', '2026-03-29'), stop('2026-04-02', null)];
    expect(lastDay(RECEIVED, stops)).toEqual(lastDay(RECEIVED, asked));
  });

  it('has begun where the stop that goes over into it began', () => {
    const stops = [stop('2026-03-10', '2026-03-20'), stop('2026-03-20', null)];
    expect(lastDay(RECEIVED, stops)).toMatchObject({ stoppedOn: '2026-03-10', daysStopped: 0, daysLeft: 26 });
  });

  it('leaves the days that come to the end when it has ended', () => {
    const period = lastDay(RECEIVED, asked);
    if (period.runs) throw new Error('the clock runs');
    for (const day of daysFrom(parseDay('2026-03-20'), parseDay('2026-06-20'))) {
      const ended = [stop('2026-03-10', '2026-03-12'), stop('2026-03-20', day)];
      expect(lastDayIfResumedOn(period, day)).toBe(lastDay(RECEIVED, ended).lastDay);
      expect(lastDayIfResumedOn(period, day)).toBe(endByAlmanac(RECEIVED, 1, ended));
    }
  });

  it('begun on a day that only rolling had won leaves less than none', () => {
    expect(lastDay(RECEIVED, [stop('2026-04-07', null)])).toMatchObject({ daysLeft: -2 });
    const ended = [stop('2026-04-07', '2026-04-21')];
    expect(unrolledByAlmanac(RECEIVED, 1, ended)).toBe('2026-04-19');
    expect(lastDay(RECEIVED, ended).lastDay).toBe('2026-04-20');
  });
});

describe('the internal target', () => {
  it('is the number of days that is set, rolled, and never later than the last day', () => {
    expect(internalTarget(RECEIVED, []).lastDay).toBe('2026-04-02');
    expect(internalTarget(RECEIVED, [], 14).lastDay).toBe('2026-03-19');
    expect(internalTarget(RECEIVED, [], 60).lastDay).toBe('2026-04-07');
  });
});

describe('a period', () => {
  it('has ended on the day after its last one, not on it, and never while the clock stands still', () => {
    const period = lastDay(RECEIVED, []);
    expect([hasEnded(period, parseDay('2026-04-07')), hasEnded(period, parseDay('2026-04-08'))]).toEqual([false, true]);
    expect(hasEnded(lastDay(RECEIVED, [stop('2026-04-07', null)]), parseDay('2030-01-01'))).toBe(false);
  });
});
