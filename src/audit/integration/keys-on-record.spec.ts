import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Run } from '../../platform/database/index.js';
import { THE_SYSTEM, type EventDraft } from '../event.js';
import type { AuditTrail } from '../trail/audit-trail.js';
import { KeysOnRecord } from './keys-on-record.js';

const [OLD, NEW] = ['0a0a0a0a', '0b0b0b0b'];
const run: Run = () => Promise.resolve([]);

/** The note of a head that has the signatures of keys, as far as anything but its signature lines is concerned. */
function noteBy(...ids: string[]): string {
  const lines = ids.map(
    id => `— tallenne.test/1 ${Buffer.from(`${id}${'00'.repeat(64)}`, 'hex').toString('base64')}\n`,
  );
  return `tallenne.test/1\n7\nroot=\n\n${lines.join('')}`;
}

describe('the keys on record', () => {
  let told: EventDraft[];
  let keys: KeysOnRecord;

  beforeEach(() => {
    told = [];
    // It calls nothing but recordIn(), which is what the fake has.
    const recordIn = jest.fn((_: Run, draft: EventDraft) => Promise.resolve(void told.push(draft)));
    keys = new KeysOnRecord({ recordIn } as unknown as AuditTrail);
  });

  async function signed(before: string, now: string): Promise<void> {
    await keys.tell(run, before, now);
    keys.committed(now);
  }

  it('are told of by the system, with those that sign, that began and that ended', async () => {
    await signed(noteBy(OLD), noteBy(NEW, OLD));
    await signed(noteBy(NEW, OLD), noteBy(NEW));
    expect(told).toEqual([
      { action: 'log-keys.changed', actor: THE_SYSTEM, facts: { keys: [NEW, OLD], began: [NEW], ended: [] } },
      { action: 'log-keys.changed', actor: THE_SYSTEM, facts: { keys: [NEW], began: [], ended: [OLD] } },
    ]);
  });

  it('are not told of while they stay the same, at a start neither', async () => {
    await signed(noteBy(OLD), noteBy(OLD));
    await signed(noteBy(OLD), noteBy(OLD));
    expect(told).toEqual([]);
  });

  it('are told of once where another instance signs with others in between', async () => {
    await signed(noteBy(OLD), noteBy(NEW));
    await signed(noteBy(OLD), noteBy(NEW));
    expect(told).toHaveLength(1);
  });

  it('are told of once more where the telling was rolled back', async () => {
    await keys.tell(run, noteBy(OLD), noteBy(NEW));
    await signed(noteBy(OLD), noteBy(NEW));
    expect(told).toHaveLength(2);
  });
});
