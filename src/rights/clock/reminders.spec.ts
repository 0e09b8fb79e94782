import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysFrom, parseDay, type Day } from '../../kernel/calendar.js';
import { reminderKey, remindersDue, type Reminder } from './reminders.js';
import type { RequestClock } from './request-clock.js';
import { internalTarget, lastDay } from './response-period.js';
import { receipt } from './testing/arbitraries.js';

/** Its target is 2026-04-02, its last day 2026-04-07. */
const RECEIVED: RequestClock = { receivedOn: parseDay('2026-03-05'), stops: [], extendedOn: null };

/** What is said when somebody looks on each of `days`, as `day: key`. */
function saidOn(days: readonly Day[], request: RequestClock | ((day: Day) => RequestClock)): string[] {
  const said = new Set<string>();
  return days.flatMap(day => {
    const due = remindersDue(day, typeof request === 'function' ? request(day) : request, said);
    const keys = due.map(reminderKey);
    for (const key of keys) said.add(key);
    return keys.map(key => `${day}: ${key}`);
  });
}

const days = (first: string, last: string) => daysFrom(parseDay(first), parseDay(last));

describe('what is said of a request', () => {
  it('comes 14, 7, 3 and 1 days before its last day, on it, each day after it, and on the target, once each', () => {
    expect(saidOn(days('2026-03-05', '2026-04-09'), RECEIVED)).toEqual([
      '2026-03-24: before-last-day:2026-04-07:14',
      '2026-03-31: before-last-day:2026-04-07:7',
      '2026-04-02: internal-target:2026-04-02:0',
      '2026-04-04: before-last-day:2026-04-07:3',
      '2026-04-06: before-last-day:2026-04-07:1',
      '2026-04-07: last-day:2026-04-07:0',
      '2026-04-08: late:2026-04-07:1',
      '2026-04-09: late:2026-04-07:2',
    ]);
  });

  it('is not said twice on the same day', () => {
    const twice = days('2026-03-05', '2026-04-09').flatMap(day => [day, day]);
    expect(saidOn(twice, RECEIVED)).toEqual(saidOn(days('2026-03-05', '2026-04-09'), RECEIVED));
  });

  it('is made up for by the nearest one after days on which nobody looked', () => {
    expect(saidOn(['2026-03-20', '2026-04-03', '2026-04-04', '2026-04-11'].map(parseDay), RECEIVED)).toEqual([
      '2026-04-03: internal-target:2026-04-02:0',
      '2026-04-03: before-last-day:2026-04-07:7',
      '2026-04-04: before-last-day:2026-04-07:3',
      '2026-04-11: late:2026-04-07:4',
    ]);
  });

  it('is nothing while the clock stands still, and speaks anew of a last day that has moved', () => {
    const stopped = (resumedOn: string | null): RequestClock => ({
      ...RECEIVED,
      stops: [
        {
          kind: 'identity',
          stoppedOn: parseDay('2026-03-25'),
          resumedOn: resumedOn === null ? null : parseDay(resumedOn),
        },
      ],
    });
    const asKnown = (day: Day) => (day < '2026-03-25' ? RECEIVED : stopped(day < '2026-05-20' ? null : '2026-05-20'));
    expect(saidOn(days('2026-03-05', '2026-05-26'), asKnown)).toEqual([
      '2026-03-24: before-last-day:2026-04-07:14',
      '2026-05-20: before-last-day:2026-06-01:14',
      '2026-05-25: before-last-day:2026-06-01:7',
    ]);
  });

  it('speaks of the extended last day alone once the request is extended', () => {
    const extended = { ...RECEIVED, extendedOn: parseDay('2026-03-20') };
    expect(saidOn(days('2026-03-05', '2026-05-25'), extended)).toEqual(['2026-05-22: before-last-day:2026-06-05:14']);
  });

  it('is what the house has set', () => {
    const settings = { daysBefore: [5], targetDays: 20 };
    const on = (day: string) => remindersDue(parseDay(day), RECEIVED, new Set(), settings);
    expect(on('2026-03-24')).toEqual([]);
    expect(on('2026-03-25')).toEqual([{ kind: 'internal-target', about: '2026-03-25', days: 0 }]);
    expect(on('2026-04-02')).toContainEqual({ kind: 'before-last-day', about: '2026-04-07', days: 5 });
  });

  it('is, received on any day and looked at daily, one of each, and then one a day', () => {
    fc.assert(
      fc.property(receipt, fc.integer({ min: 1, max: 10 }), (receivedOn, daysLate) => {
        const request = { receivedOn, stops: [], extendedOn: null };
        const last = lastDay(receivedOn, []).lastDay ?? receivedOn;
        const target = internalTarget(receivedOn, []).lastDay ?? receivedOn;
        const said = saidOn(daysFrom(receivedOn, addDays(last, daysLate)), request);
        const onDay = (day: Day, reminder: Reminder) => `${day}: ${reminderKey(reminder)}`;
        const before = [14, 7, 3, 1].map(n =>
          onDay(addDays(last, -n), { kind: 'before-last-day', about: last, days: n }),
        );
        const late = Array.from({ length: daysLate }, (_, n) =>
          onDay(addDays(last, n + 1), { kind: 'late', about: last, days: n + 1 }),
        );
        const onTarget = onDay(target, { kind: 'internal-target', about: target, days: 0 });
        expect(said.sort()).toEqual(
          [
            ...before,
            ...late,
            onDay(last, { kind: 'last-day', about: last, days: 0 }),
            ...(target < last ? [onTarget] : []),
          ].sort(),
        );
      }),
      { numRuns: 300 },
    );
  });
});
