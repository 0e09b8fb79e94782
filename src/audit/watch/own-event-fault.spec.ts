import { describe, expect, it } from '@jest/globals';
import { faultOfOwnEvent, type OwnEventPlace } from './own-event-fault.js';

const WRITTEN = Buffer.alloc(32, 1);
const OTHER = Buffer.alloc(32, 2);
const EVENT = { id: 'an event', hash: WRITTEN, since: 0 };
const WAITING: OwnEventPlace = { id: EVENT.id, index: null, hash: null, kept: WRITTEN, pending: true, pruned: null };
const PLACED: OwnEventPlace = { id: EVENT.id, index: 7, hash: WRITTEN, kept: WRITTEN, pending: false, pruned: false };

describe('an event that an instance has committed', () => {
  it.each<[string, OwnEventPlace]>([
    ['that waits for its place', WAITING],
    ['that has its place', PLACED],
    ['that has its place and is pending once more', { ...PLACED, pending: true }],
    ['that was kept to its end, and whose leaf is left', { ...PLACED, kept: null, pruned: true }],
  ])('is as it was written: one %s', (_what, place) => {
    expect(faultOfOwnEvent(EVENT, place)).toEqual([]);
  });

  it.each<[string, OwnEventPlace | undefined, number | null]>([
    ['of which the database knows nothing', undefined, null],
    ['that is neither in the tree nor waits for it', { ...WAITING, pending: false }, null],
    ['whose row was taken away while it waited', { ...WAITING, kept: null }, null],
    ['whose row was taken away before its time was over', { ...PLACED, kept: null }, 7],
  ])('is absent: one %s', (_what, place, leafIndex) => {
    expect(faultOfOwnEvent(EVENT, place)).toEqual([{ kind: 'event-absent', eventId: 'an event', leafIndex }]);
  });

  it.each<[string, OwnEventPlace, number | null]>([
    ['whose bytes were changed while it waited', { ...WAITING, kept: OTHER }, null],
    ['whose bytes were changed afterwards', { ...PLACED, kept: OTHER }, 7],
    ['whose leaf is another', { ...PLACED, hash: OTHER }, 7],
    ['whose leaf is another, when it is gone itself', { ...PLACED, hash: OTHER, kept: null, pruned: true }, 7],
  ])('is another: one %s', (_what, place, leafIndex) => {
    expect(faultOfOwnEvent(EVENT, place)).toEqual([{ kind: 'event-differs', eventId: 'an event', leafIndex }]);
  });
});
