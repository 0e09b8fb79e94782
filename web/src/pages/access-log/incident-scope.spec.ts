import { describe, expect, it } from '@jest/globals';
import type { LogEvent } from '../../api/types.js';
import { scopeOfEvent, scopeOfFilters } from './incident-scope.js';
import { logAddressOf } from './log-filters.js';

const event = {
  at: '2026-11-23T22:30:00.000Z',
  actor: { kind: 'staff', id: 'maija' },
  recordingId: 'recording',
} as unknown as LogEvent; // what is looked at
const filters = (text: string) => scopeOfFilters(logAddressOf(new URLSearchParams(text)));

describe('a list that begins in the log', () => {
  it('is of who did it, on its day in Helsinki, with its recording', () => {
    expect(scopeOfEvent(event)).toEqual({
      draft: { from: '2026-11-24', through: '2026-11-24', recordingIds: 'recording' },
      staffIds: ['maija'],
    });
  });

  it('is none of what no person did, or of what is about no recording', () => {
    expect(scopeOfEvent({ ...event, recordingId: null })).toBeNull();
    expect(scopeOfEvent({ ...event, actor: { ...event.actor, kind: 'system', id: null } })).toBeNull();
  });

  it('is what the log is narrowed to, and none where that would be everybody', () => {
    expect(filters('from=2026-11-01&to=2026-11-02&staff=maija')).toEqual({
      draft: { from: '2026-11-01', through: '2026-11-02', recordingIds: '' },
      staffIds: ['maija'],
    });
    expect(filters('recording=r&from=2026-11-01')).toMatchObject({ draft: { from: '', recordingIds: 'r' } });
    expect(filters('staff=maija')).toBeNull();
  });
});
