import { describe, expect, it } from '@jest/globals';
import { eachOnce, type WantedEvent } from './each-once.js';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 7, minute));
const wanted = (id: string, minute: number, because: string): WantedEvent => ({
  event: { id, recorded_at: at(minute) },
  why: { because, facts: { minute } },
});

describe('the events of a review round', () => {
  it('are each looked at once, with all the reasons for it, in the order in which they came', () => {
    const events = [
      wanted('b', 2, 'sample'),
      wanted('a', 1, 'sample'),
      wanted('b', 2, 'outside-hours'),
      wanted('c', 3, 'x'),
    ];
    expect(eachOnce(events)).toEqual([
      {
        eventId: 'b',
        recordedAt: at(2),
        why: [
          { because: 'sample', facts: { minute: 2 } },
          { because: 'outside-hours', facts: { minute: 2 } },
        ],
      },
      { eventId: 'a', recordedAt: at(1), why: [{ because: 'sample', facts: { minute: 1 } }] },
      { eventId: 'c', recordedAt: at(3), why: [{ because: 'x', facts: { minute: 3 } }] },
    ]);
  });

  it('are none where nothing is wanted', () => {
    expect(eachOnce([])).toEqual([]);
  });
});
