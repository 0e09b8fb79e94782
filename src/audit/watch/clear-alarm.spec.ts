import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../kernel/clock.js';
import type { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { AuditTrail } from '../trail/audit-trail.js';
import type { AlarmClearances } from './alarm-clearances.js';
import type { Alarms } from './alarms.js';
import { ClearAlarm } from './clear-alarm.js';

const ID = '00000000-0000-7000-8000-000000000001';
const AUDITOR: Requester = { kind: 'staff', id: ID, sessionId: ID, accessEpoch: 1, address: '192.0.2.7' };

describe('clearing an alarm', () => {
  it('finds nothing of an id that no alarm has, and opens nothing', async () => {
    const done: string[] = [];
    const em = { findOne: () => Promise.resolve(null) };
    const transaction = (work: (on: unknown) => Promise<void>) => work(em);
    const settle = () => Promise.resolve(done.push('settled'));
    // It asks nothing else of them.
    const clearing = new ClearAlarm(
      { transaction } as unknown as Database,
      {} as AuditTrail,
      new SystemClock(),
      { settle } as unknown as Alarms,
      {} as AlarmClearances,
    );

    await expect(clearing.execute(ID, 'Levy vaihdettiin.', AUDITOR)).rejects.toMatchObject({ code: 'not-found' });
    expect(done).toEqual([]);
  });
});
