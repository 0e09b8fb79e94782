import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { periodInForce } from '../clock/request-clock.js';
import { clockOf, firstClockOf } from './case-clock.js';

const stop = (stoppedOn: string, resumedOn: string) => ({ kind: 'identity' as const, stoppedOn, resumedOn });
const RECEIVED = {
  receivedOn: parseDay('2026-03-05'),
  extendedAt: new Date('2026-03-20T08:00:00Z'),
  returnedOn: parseDay('2026-08-31'),
};
const STOPS = [stop('2026-03-10', '2026-03-12'), stop('2026-09-02', '2026-09-04')].map(one => ({
  ...one,
  ...{ stoppedOn: parseDay(one.stoppedOn), resumedOn: parseDay(one.resumedOn) },
}));

describe('the clock of a case that came back when a hold had ended', () => {
  it('runs from that day, by the stops since then, and has not been extended', () => {
    const clock = clockOf(RECEIVED, STOPS);
    expect(clock).toMatchObject({ receivedOn: '2026-08-31', extendedOn: null });
    expect(periodInForce(clock)).toMatchObject({ lastDay: '2026-10-02', withoutStops: '2026-09-30' });
  });

  it('may be extended again', () => {
    const extendedAt = new Date('2026-09-10T08:00:00Z');
    expect(clockOf({ ...RECEIVED, extendedAt }, []).extendedOn).toBe('2026-09-10');
  });

  it('is counted from its receipt', () => {
    expect(firstClockOf(RECEIVED, STOPS)).toMatchObject({ receivedOn: '2026-03-05', extendedOn: '2026-03-20' });
  });
});
