import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../../kernel/clock.js';
import { NOBODY } from '../../../kernel/ids.js';
import type { EntityManager } from '../../../platform/database/index.js';
import type { Requester } from '../../../platform/http/index.js';
import type { AuditTrail } from '../../trail/audit-trail.js';
import { RecordFinding } from './record-finding.js';

const id = (end: number): string => `00000000-0000-7000-8000-${String(end).padStart(12, '0')}`;
const AUDITOR: Requester = { kind: 'staff', id: 'maija', sessionId: 'a session', accessEpoch: 1, address: '192.0.2.7' };

describe('a finding', () => {
  it.each([
    ['the person who did it', id(5), id(5)],
    ['nobody where the event has no actor with an id', null, NOBODY],
    ['nobody where the event says of no actor', undefined, NOBODY],
  ])('is about %s', async (_, actorId, kept) => {
    const rows: object[] = [];
    const em = { insert: (_entity: unknown, row: object) => Promise.resolve(rows.push(row)) };
    const trail = { record: () => Promise.resolve(id(9)) };
    const draft = {
      ...{ roundId: id(1), eventId: id(2), markId: id(3), ownerId: id(4) },
      dueOn: '2026-12-24',
      actorId,
    };
    // It asks nothing else of them.
    const recordFinding = new RecordFinding(trail as unknown as AuditTrail, new SystemClock());
    await recordFinding.execute(em as unknown as EntityManager, draft, AUDITOR);

    expect(rows).toMatchObject([{ actorId: kept, ownerId: id(4), textEventId: id(3), recordedBy: 'maija' }]);
  });
});
