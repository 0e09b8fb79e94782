import { describe, expect, it } from '@jest/globals';
import { logAddressOf } from './log-filters.js';
import { LOG_VIEWS, doingsAddress, listenersAddress, logViewAddress, logViewOf } from './log-views.js';

const filtersOf = (address: string) => logAddressOf(new URLSearchParams(address.split('?')[1] ?? ''));

describe('a view of the log', () => {
  it('keeps whom and what the log is about', () => {
    const filters = filtersOf('?staff=1&recording=2&from=2026-11-01&action=staff.created&outcome=failed');
    expect(LOG_VIEWS.map(view => logViewAddress(view, filters))).toEqual([
      '/access-log?from=2026-11-01&staff=1&recording=2',
      '/access-log?from=2026-11-01&staff=1&action=playback.granted&recording=2',
      '/access-log?from=2026-11-01&staff=1&action=field.revealed&recording=2',
      '/access-log?from=2026-11-01&staff=1&action=recording.exported&recording=2',
      '/access-log?from=2026-11-01&staff=1&outcome=refused&recording=2',
    ]);
  });

  it('is known again by its address', () => {
    for (const view of LOG_VIEWS) expect(logViewOf(filtersOf(logViewAddress(view, filtersOf(''))))).toBe(view.name);
    expect(logViewOf(filtersOf('?action=staff.created'))).toBeNull();
  });

  it('answers who listened to a recording, and what a person did', () => {
    expect(logViewOf(filtersOf(listenersAddress('r1')))).toBe('listened');
    expect(filtersOf(listenersAddress('r1')).recording).toBe('r1');
    expect(filtersOf(doingsAddress('s1')).staff).toBe('s1');
  });
});
