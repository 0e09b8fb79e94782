import { describe, expect, it } from '@jest/globals';
import type { Database } from '../../../platform/database/index.js';
import { pageFrom, type Requester } from '../../../platform/http/index.js';
import type { AuditTexts } from '../../audit-texts.js';
import { leafOf, THE_SYSTEM } from '../../event.js';
import type { AuditTrail } from '../../trail/audit-trail.js';
import { ReadItems } from './read-items.js';
import { ReadRounds } from './read-rounds.js';

const id = (end: number): string => `00000000-0000-7000-8000-${String(end).padStart(12, '0')}`;
const AT = new Date('2026-11-24T07:00:00.000Z');
const AUDITOR: Requester = { kind: 'staff', id: 'maija', sessionId: 'a session', accessEpoch: 1, address: '192.0.2.7' };

describe('review rounds in answers', () => {
  const trail = { recordAlone: () => Promise.resolve(id(9)) } as unknown as AuditTrail; // it is asked nothing else

  it('come, in a list that goes on, behind the last one of the page before', async () => {
    const asked: unknown[] = [];
    const find = (_: unknown, where: unknown) => {
      asked.push(where);
      return Promise.resolve([]);
    };
    const rounds = new ReadRounds({ entities: () => ({ find }) } as unknown as Database, trail);
    const cursor = pageFrom([1, 2], 1, () => ({ at: AT, id: id(1) })).nextCursor ?? '';
    await rounds.page({ cursor, limit: 10 }, AUDITOR);
    await rounds.page({ limit: 10 }, AUDITOR);

    expect(asked).toEqual([{ $or: [{ openedAt: { $lt: AT } }, { openedAt: AT, id: { $lt: id(1) } }] }, {}]);
  });

  it('still have their items, without events and words, when those were kept to their end', async () => {
    const { bytes: leaf } = leafOf(id(3), AT, 'p1', { action: 'playback.granted', actor: THE_SYSTEM });
    const marks = [{ id: id(4), mark: 'in-order', markedBy: id(5), markedAt: '2026-11-25T07:00:00+00:00' }];
    const item = { recorded_at: AT, why: [], marks };
    const rows = [
      { ...item, event_id: id(3), leaf },
      { ...item, event_id: id(2), leaf: null },
    ];
    const database = {
      entities: () => ({ findOne: () => Promise.resolve({}) }),
      query: () => Promise.resolve(rows),
    } as unknown as Database; // it is asked nothing else
    const texts = { of: () => Promise.resolve([]) } as unknown as AuditTexts;
    const items = new ReadItems(database, texts, new ReadRounds(database, trail));

    const mark = { ...marks[0], markedAt: '2026-11-25T07:00:00.000Z', text: null };
    expect((await items.page(id(1), { limit: 10 }, AUDITOR)).items).toMatchObject([
      { eventId: id(3), event: { action: 'playback.granted' }, marks: [mark] },
      { eventId: id(2), event: null, marks: [mark] },
    ]);
  });
});
