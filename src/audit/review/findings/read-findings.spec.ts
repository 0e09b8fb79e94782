import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../platform/database/index.js';
import { pageFrom, type Requester } from '../../../platform/http/index.js';
import type { AuditTexts } from '../../audit-texts.js';
import { leafOf, THE_SYSTEM } from '../../event.js';
import type { AuditTrail } from '../../trail/audit-trail.js';
import type { Finding } from './finding.entity.js';
import { findingView } from './findings.schemas.js';
import { ReadFindings } from './read-findings.js';

const id = (end: number): string => `00000000-0000-7000-8000-${String(end).padStart(12, '0')}`;
const AT = new Date('2026-11-24T07:00:00.000Z');
const AUDITOR: Requester = { kind: 'staff', id: 'maija', sessionId: 'a session', accessEpoch: 1, address: '192.0.2.7' };
const FINDING = {
  ...{ id: id(1), roundId: id(2), eventId: id(3), actorId: id(4), ownerId: id(5), dueOn: '2026-12-24' },
  ...{ recordedAt: AT, recordedBy: id(6), textEventId: id(7), answeredAt: AT, answerEventId: id(8) },
  ...{ outcome: 'corrected', settledAt: AT, settledBy: id(6), outcomeEventId: id(9) },
} as unknown as Finding; // a row of it

describe('a finding in answers', () => {
  let event: object | null;
  let texts: { text: string | null }[];
  let asked: unknown[];
  let reading: ReadFindings;

  beforeEach(() => {
    event = { leaf: leafOf(id(3), AT, 'p1', { action: 'playback.granted', actor: THE_SYSTEM }).bytes };
    texts = [{ text: 'Sanat.' }];
    asked = [];
    const find = (_: unknown, where: unknown) => {
      asked.push(where);
      return Promise.resolve([]);
    };
    const entities = () => ({ find, findOne: () => Promise.resolve(event) });
    const trail = { recordAlone: () => Promise.resolve(id(9)) };
    // It asks nothing else of them.
    reading = new ReadFindings(
      { entities } as unknown as Database,
      trail as unknown as AuditTrail,
      { of: () => Promise.resolve(texts) } as unknown as AuditTexts,
    );
  });

  it('has what it is about, and its words', async () => {
    const view = await reading.view(FINDING);

    expect(view).toMatchObject({ text: 'Sanat.', answer: { text: 'Sanat.' }, outcome: { text: 'Sanat.' } });
    expect(view.about).toMatchObject({ at: AT.toISOString(), action: 'playback.granted', actorId: null });
    expect(findingView.parse(view)).toEqual(view);
  });

  it('stays without them where the event and the words were kept to their end', async () => {
    [event, texts] = [null, []];
    const view = await reading.view(FINDING);

    expect(view).toMatchObject({ about: null, text: null, answer: { text: null }, outcome: { text: null } });
    expect(findingView.parse(view)).toEqual(view);
  });

  it('comes, in a list that goes on, behind the last one of the page before', async () => {
    const cursor = pageFrom([1, 2], 1, () => ({ at: AT, id: id(1) })).nextCursor ?? '';
    await reading.own({ cursor, limit: 10 }, AUDITOR);
    await reading.own({ limit: 10 }, AUDITOR);

    const behind = [{ recordedAt: { $lt: AT } }, { recordedAt: AT, id: { $lt: id(1) } }];
    expect(asked).toEqual([{ ownerId: 'maija', $or: behind }, { ownerId: 'maija' }]);
  });
});
