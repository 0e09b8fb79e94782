import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDay } from '../../kernel/calendar.js';
import { byUrgency, type Urgent } from './by-urgency.js';
import { extendedLastDay, hasEnded, lastDay } from './response-period.js';
import type { Stop } from './stop.js';
import { anyStops, receipt, stopOf } from './testing/arbitraries.js';

const asked = (day: string): Stop[] => [{ kind: 'identity', stoppedOn: parseDay(day), resumedOn: null }];
const received = (day: string, stops: Stop[] = []): Urgent => {
  return { receivedOn: parseDay(day), due: lastDay(parseDay(day), stops) };
};

const cases = fc.array(
  fc.record({ receivedOn: receipt, stops: anyStops }).map(({ receivedOn, stops }): Urgent => {
    const told = stops.map(shape => stopOf(receivedOn, shape));
    return { receivedOn, due: lastDay(receivedOn, told) };
  }),
  { maxLength: 12 },
);

describe('the board', () => {
  it('has what is late first, then by last day, then those whose clock stands still', () => {
    const late = received('2026-09-01');
    const later = received('2026-10-20');
    const extended = {
      receivedOn: parseDay('2026-09-10'),
      due: extendedLastDay(parseDay('2026-09-10'), []),
    };
    const fresh = received('2026-11-25');
    const fewLeft = received('2026-11-02', asked('2026-11-20'));
    const manyLeft = received('2026-08-03', asked('2026-08-04'));
    const board = [manyLeft, fresh, later, fewLeft, extended, late].sort(byUrgency);
    expect(board).toEqual([late, later, extended, fresh, fewLeft, manyLeft]);
    expect(board.map(({ due }) => hasEnded(due, parseDay('2026-11-26')))).toEqual([
      ...[true, true, false, false, false, false],
    ]);
  });

  it('has the one received first first where the last day is the same', () => {
    const [first, second] = [received('2026-03-03'), received('2026-03-05')];
    expect(first.due.lastDay).toBe('2026-04-07');
    expect(second.due.lastDay).toBe('2026-04-07');
    expect([second, first].sort(byUrgency)).toEqual([first, second]);
  });

  it('has the one received first first where as many days are left', () => {
    const [first, second] = [received('2026-03-09', asked('2026-03-12')), received('2026-03-10', asked('2026-03-13'))];
    expect([second, first].sort(byUrgency)).toEqual([first, second]);
  });

  it('never has a case that is late below one that is not, and none that runs below one that does not', () => {
    fc.assert(
      fc.property(cases, receipt, (some, on) => {
        const board = some.toSorted(byUrgency).map(({ due }) => (hasEnded(due, on) ? 0 : due.runs ? 1 : 2));
        expect(board).toEqual(board.toSorted((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same in whichever order its cases are told', () => {
    const shown = ({ receivedOn, due }: Urgent) => [receivedOn, due.lastDay, due.runs ? null : due.daysLeft];
    fc.assert(
      fc.property(cases, some => {
        expect(some.toReversed().sort(byUrgency).map(shown)).toEqual(some.toSorted(byUrgency).map(shown));
      }),
      { numRuns: 500 },
    );
  });
});
