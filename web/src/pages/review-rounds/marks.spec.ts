import { describe, expect, it } from '@jest/globals';
import type { ReviewItem } from '../../api/types.js';
import { hindranceOf, withMark } from './marks.js';

const ME = '0199a000-0000-7000-8000-000000000001';
const OTHER = '0199a000-0000-7000-8000-000000000002';

function itemOf(actorId: string | null, concernsStaffId: string | null): Pick<ReviewItem, 'event'> {
  const actor = { kind: 'staff' as const, id: actorId, sessionId: null, address: null };
  const nothing = { reason: null, object: null, recordingId: null, grantId: null, purpose: null, reference: null };
  const event = { id: 'e', at: '2026-08-03T12:00:00.000Z', action: 'playback.granted', outcome: 'done' };
  return { event: { ...event, ...nothing, actor, concernsStaffId, policy: '1', facts: {} } };
}

describe('who may mark an event', () => {
  it('is not who did it, nor whom it concerns', () => {
    expect(hindranceOf(itemOf(ME, null), ME)).toBe('own');
    expect(hindranceOf(itemOf(OTHER, ME), ME)).toBe('own');
  });

  it('is anybody else', () => {
    expect(hindranceOf(itemOf(OTHER, OTHER), ME)).toBeNull();
    expect(hindranceOf(itemOf(null, null), ME)).toBeNull();
  });

  it('is nobody once the log no longer holds it', () => {
    expect(hindranceOf({ event: null }, ME)).toBe('pruned');
  });
});

describe('a mark that was just made', () => {
  it('comes last, on its own event alone', () => {
    const before = {
      id: 'm1',
      mark: 'in-order' as const,
      markedBy: OTHER,
      markedAt: '2026-08-03T12:00:00.000Z',
      text: null,
    };
    const items = [
      { eventId: 'a', marks: [before] },
      { eventId: 'b', marks: [] },
    ];
    const data = { pages: [{ items, nextCursor: null }], pageParams: [undefined] };
    const made = { id: 'm2', markedBy: ME, markedAt: '2026-08-04T12:00:00.000Z' };
    const after = withMark(data, { eventId: 'a', mark: 'finding', text: 'Viite puuttuu.' }, made);
    expect(after.pages[0]?.items[0]?.marks).toEqual([before, { ...made, mark: 'finding', text: 'Viite puuttuu.' }]);
    expect(after.pages[0]?.items[1]?.marks).toEqual([]);
  });
});
