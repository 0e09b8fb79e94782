import { describe, expect, it } from '@jest/globals';
import { LogGate } from '../watch/log-gate.js';
import type { LogHead } from '../integration/log-head.js';
import type { LogKeys } from '../integration/log-keys.js';
import type { Verifications } from '../watch/verifications.js';
import type { LogCounts } from './log-counts.js';
import { logView } from './log.schemas.js';
import { ViewLog } from './view-log.js';

const AT = new Date('2026-11-24T02:00:00.000Z');
const HEAD = { origin: 'log', size: 7, root: Buffer.alloc(32), checkpoint: 'note', signedAt: AT, prunedTo: 0 };
const NIGHT = { id: 'id', night: '2026-11-24', startedAt: AT, size: null, outcome: null, finding: null };

/** The log where `last` is the newest verification; nothing else is asked. */
async function viewed(last: object | null) {
  const view = await new ViewLog(
    { read: () => Promise.resolve(HEAD) } as unknown as LogHead,
    { verifierKeys: () => Promise.resolve(['key']) } as unknown as LogKeys,
    new LogGate(),
    { read: () => Promise.resolve({ pending: 0, keptMonths: 60, copy: null }) } as unknown as LogCounts,
    { newest: () => Promise.resolve(last) } as unknown as Verifications,
  ).execute();
  expect(logView.parse(view)).toEqual(view);
  return view.verification;
}

describe('how the log stands', () => {
  it('has no verification before the first night', async () => {
    expect(await viewed(null)).toBeNull();
  });

  it('has the newest verification, with its end where it has ended', async () => {
    const told = { night: '2026-11-24', startedAt: AT.toISOString(), size: null, outcome: null, finding: null };

    expect(await viewed({ ...NIGHT, finishedAt: null })).toEqual({ ...told, finishedAt: null });
    expect(await viewed({ ...NIGHT, finishedAt: AT, size: 7, outcome: 'verified' })).toEqual({
      ...{ ...told, size: 7, outcome: 'verified' },
      finishedAt: AT.toISOString(),
    });
  });
});
