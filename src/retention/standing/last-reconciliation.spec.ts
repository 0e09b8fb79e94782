import { describe, expect, it } from '@jest/globals';
import type { Database } from '../../platform/database/index.js';
import { LastReconciliation } from './last-reconciliation.js';

const FINISHED = new Date('2026-11-24T02:10:00Z');

/** What is told of a database whose newest run that came to its end is `run`. */
function lastOf(...run: readonly object[]) {
  const entities = () => ({ find: () => Promise.resolve(run) });
  return new LastReconciliation({ entities } as unknown as Database).find(); // it calls nothing else
}

describe('the last reconciliation', () => {
  it('is none where none has come to its end', async () => {
    expect(await lastOf()).toBeNull();
  });

  it('has looked at nothing of what it counted none of', async () => {
    const counts = { 'blob-missing': 1, 'blob-orphan': 2 };
    expect(await lastOf({ finishedAt: FINISHED, counts })).toEqual({
      ...{ finishedAt: FINISHED, incidents: 1, keys: 0, blobs: 0 },
    });
  });

  it('tells how many keys and blobs it looked at', async () => {
    expect(await lastOf({ finishedAt: FINISHED, counts: { keys: 5, blobs: 3 } })).toMatchObject({ keys: 5, blobs: 3 });
  });
});
