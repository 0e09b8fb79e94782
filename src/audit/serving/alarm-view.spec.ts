import { describe, expect, it } from '@jest/globals';
import type { AuditAlarm } from '../watch/audit-alarm.entity.js';
import { alarmViewOf } from './alarm-view.js';
import { alarmPage } from './log.schemas.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AT = new Date('2026-11-24T07:00:00.123Z');

describe('an alarm in an answer', () => {
  const viewOf = (more: object, isCleared = false) =>
    alarmViewOf({ id: ID, kind: 'tile-differs', raisedAt: AT, ...more } as AuditAlarm, isCleared); // its fields

  it.each<readonly [string, object, object, boolean?]>([
    ['that is latched, with what it is about', { eventId: ID, leafIndex: 0 }, { clearedAt: null, clearedBy: null }],
    [
      'that was cleared, and is about no event',
      { clearedAt: AT, clearedBy: ID },
      { eventId: null, leafIndex: null, clearedAt: AT.toISOString() },
      true,
    ],
    [
      'that nobody is proven to have cleared, whatever its row says',
      { eventId: ID, leafIndex: 3, clearedAt: AT, clearedBy: ID },
      { clearedAt: null, clearedBy: null },
    ],
    [
      'of the nightly verification, with what that says',
      { eventId: ID, leafIndex: 3, finding: 'Leaf 3 is missing.' },
      { clearedAt: null, clearedBy: null },
    ],
    [
      'of which nothing more is known',
      { eventId: null },
      { eventId: null, leafIndex: null, clearedAt: null, clearedBy: null },
    ],
  ])('is one %s', (_what, stored, shown, isCleared = false) => {
    const view = viewOf(stored, isCleared);
    const raised = { id: ID, kind: 'tile-differs', finding: null, raisedAt: AT.toISOString() };
    expect(view).toEqual({ ...raised, ...stored, ...shown });
    expect(alarmPage.parse({ items: [view], nextCursor: null }).items).toEqual([view]);
  });
});
