import { describe, expect, it } from '@jest/globals';
import type { Database, Statement } from '../platform/database/index.js';
import { pageFrom, type Requester } from '../platform/http/index.js';
import type { AuditTexts } from './audit-texts.js';
import { factsOfSelection, ListEvents } from './list-events.js';
import type { AuditTrail } from './trail/audit-trail.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AUDITOR: Requester = { kind: 'staff', id: ID, sessionId: ID, accessEpoch: 1, address: '192.0.2.7' };

describe('a look into the log', () => {
  const asked: { text: string; values: readonly unknown[] }[] = [];
  const recorded: unknown[] = [];
  const query = ({ text }: Statement, values: readonly unknown[]) => {
    asked.push({ text, values });
    return Promise.resolve([]);
  };
  const entities = () => ({ findOne: () => Promise.resolve(null) });
  // It asks nothing else of them.
  const events = new ListEvents(
    { query, entities } as unknown as Database,
    { recordAlone: (draft: unknown) => Promise.resolve(recorded.push(draft)) } as unknown as AuditTrail,
    {} as AuditTexts,
  );

  it('goes on behind the last event of the page before', async () => {
    const at = new Date('2026-11-24T07:00:00.000Z');
    const cursor = pageFrom([1, 2], 1, () => ({ at, id: ID })).nextCursor ?? '';
    await events.page({ cursor, limit: 10 }, AUDITOR);
    await events.page({ limit: 10 }, AUDITOR);

    expect(asked[0]?.text).toContain('where (e.recorded_at, e.id) < ($1, $2)');
    expect(asked.map(({ values }) => values)).toEqual([[at, ID, 11], [11]]);
    expect(asked[1]?.text).not.toContain('where');
  });

  it('finds nothing of an id that no event has, and is then no look at one', async () => {
    recorded.length = 0;

    await expect(events.one(ID, AUDITOR)).rejects.toMatchObject({ code: 'not-found' });
    expect(recorded).toEqual([]);
  });
});

describe('what the event of a look tells of its filters', () => {
  it('is nothing where nothing was filtered', () => {
    expect(factsOfSelection({})).toEqual({});
    expect(factsOfSelection({ purpose: undefined, from: undefined, to: undefined })).toEqual({});
  });

  it('is each filter that was given, instants in UTC', () => {
    const from = new Date('2026-11-24T00:00:00+02:00');
    expect(factsOfSelection({ queue: 'Tuki', callOn: '2026-11-24', from })).toEqual({
      queue: 'Tuki',
      callOn: '2026-11-24',
      from: '2026-11-23T22:00:00.000Z',
    });
    expect(factsOfSelection({ to: from })).toEqual({ to: '2026-11-23T22:00:00.000Z' });
  });
});
