import { describe, expect, it } from '@jest/globals';
import { filtersInForce, logAddressOf, logQuery, setLogFilters } from './log-filters.js';

const addressOf = (text: string) => logAddressOf(new URLSearchParams(text));

describe('the filters of the access log', () => {
  it('turn days into the span of instants that they cover in Helsinki', () => {
    expect(logQuery(addressOf('from=2026-03-29&to=2026-03-29'))).toEqual({
      from: '2026-03-28T22:00:00.000Z',
      to: '2026-03-29T21:00:00.000Z',
    });
  });

  it('pass on only what is set and leave out days that do not exist', () => {
    expect(logQuery(addressOf('action=playback.granted&from=2026-02-30&purpose='))).toEqual({
      action: 'playback.granted',
    });
  });

  it('are written back into the address as they were', () => {
    expect(setLogFilters(addressOf('staff=1&to=2026-08-03'))).toEqual({ staff: '1', to: '2026-08-03' });
  });

  it('pass on the day of a call as the day that it is, and none that does not exist', () => {
    expect(logQuery(addressOf('callOn=2026-08-03&session=7'))).toEqual({ callOn: '2026-08-03', session: '7' });
    expect(logQuery(addressOf('callOn=2026-02-30'))).toEqual({});
  });

  it('are named as far as they are passed on, in the order of the form', () => {
    expect(filtersInForce(addressOf('session=7&from=2026-08-03&to=2026-02-30'))).toEqual(['from', 'session']);
  });
});
