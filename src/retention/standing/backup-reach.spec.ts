import { describe, expect, it } from '@jest/globals';
import type { RecordedFact, RecordedFacts } from '../../audit/index.js';
import { MovableClock } from '../../kernel/clock.js';
import { KeysBackupWindow } from '../../platform/crypto/key-backup/keys-backup-window.js';
import type { Database } from '../../platform/database/index.js';
import { BackupReaches } from './backup-reach.js';

/** Backups that the log tells of, each with what it says of the day by which it is gone. */
function standing(...deleteBy: readonly RecordedFact['facts'][string][]) {
  const at = new Date('2026-11-01T10:00:00Z');
  const since = () => Promise.resolve(deleteBy.map(day => ({ at, facts: { deleteBy: day } })));
  const query = () => Promise.resolve([{ count: 4 }]);
  // It calls nothing else of them.
  const recorded = { since } as unknown as RecordedFacts;
  const database = { query } as unknown as Database;
  const clock = new MovableClock(new Date('2026-11-24T07:00:00Z'));
  return new BackupReaches(database, recorded, new KeysBackupWindow(30), clock).standing();
}

describe('how far backups of keys reach', () => {
  it('goes by those that may exist today: through the day by which they are gone', async () => {
    expect(await standing('2026-11-23', '2026-11-24', '2026-11-25')).toMatchObject({ living: 2, beyondWindow: 0 });
  });

  it('names those that may exist for longer than certificates expect', async () => {
    expect(await standing('2026-12-01', '2026-12-24')).toMatchObject({ living: 2, beyondWindow: 1 });
  });

  it('leaves out what tells of no day', async () => {
    expect(await standing(7, 'huomenna')).toEqual({ windowDays: 30, living: 0, beyondWindow: 0, notFinal: 4 });
  });
});
