import { describe, expect, it } from '@jest/globals';
import type { Database } from '../../platform/database/index.js';
import type { EndWithCase } from './end-with-case.js';
import type { KeepCandidates } from './keep-candidates.js';
import { LookAtCases } from './look-at-cases.js';
import type { SearchAtReceipt } from './search-at-receipt.js';

const BROKEN = new TypeError('broken');

describe('what cases need', () => {
  it('is done in every step for every case but the one for which it fails', async () => {
    const done: string[] = [];
    const doing = (what: string) => ({
      execute: (id: string) => (id === 'one' ? Promise.reject(BROKEN) : Promise.resolve(done.push(`${what} ${id}`))),
    });
    const look = new LookAtCases(
      { query: () => Promise.resolve([{ id: 'one' }, { id: 'two' }]) } as unknown as Database,
      doing('searched') as unknown as SearchAtReceipt,
      doing('kept') as unknown as KeepCandidates,
      doing('ended') as unknown as EndWithCase,
    );
    await expect(look.execute()).rejects.toMatchObject({ errors: [BROKEN, BROKEN, BROKEN] });
    expect(done).toEqual(['searched two', 'kept two', 'ended two']);
  });
});
