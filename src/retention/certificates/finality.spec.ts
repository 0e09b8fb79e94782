import { describe, expect, it } from '@jest/globals';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { MovableClock } from '../../kernel/clock.js';
import { KeysBackupWindow } from '../../platform/crypto/key-backup/keys-backup-window.js';
import type { KeyRing } from '../../platform/crypto/key-ring.js';
import { Finality } from './finality.js';

const [FIRST, SECOND] = [parseDay('2027-01-24'), parseDay('2027-01-25')];
const ended = (tracesOn: Day) => ({ tracesOn, keyDestroyedAt: new Date(`${tracesOn}T22:00:05Z`) });

/** Finality by copies of keys that live for 30 days and a key ring that has no traces of `gone`, and the days that it was asked about. */
function finalityWith(gone: readonly Day[], now: string) {
  const asked: Day[] = [];
  const tracesAreGone = (day: Day) => {
    asked.push(day);
    return Promise.resolve(gone.includes(day));
  };
  const ring = { tracesAreGone } as unknown as KeyRing;
  return { finality: new Finality(ring, new KeysBackupWindow(30), new MovableClock(new Date(now))), asked };
}

describe('the final day of a unit', () => {
  it('is the end of the days for which copies of its key may exist, in the order of the units', async () => {
    const { finality } = finalityWith([FIRST, SECOND], '2027-01-26T10:00:00Z');
    expect(await finality.of([ended(SECOND), ended(FIRST)])).toEqual(['2027-02-24', '2027-02-23']);
  });

  it('is not known while the key ring may hold traces of its key', async () => {
    const { finality } = finalityWith([SECOND], '2027-01-26T10:00:00Z');
    expect(await finality.of([ended(FIRST), ended(SECOND)])).toEqual([null, '2027-02-24']);
  });

  it('is today, as Helsinki has it, where the traces went later than the copies', async () => {
    const { finality } = finalityWith([FIRST], '2027-03-01T22:30:00Z');
    expect(await finality.of([ended(FIRST)])).toEqual(['2027-03-02']);
  });

  it('asks the key ring once about each day', async () => {
    const { finality, asked } = finalityWith([], '2027-01-26T10:00:00Z');
    await finality.of([ended(FIRST), ended(SECOND), ended(FIRST)]);
    expect(asked.toSorted()).toEqual([FIRST, SECOND]);
  });

  it('is what a letter may announce, whether traces are left or not', () => {
    const { finality, asked } = finalityWith([], '2027-01-26T10:00:00Z');
    expect(finality.expectedOn(ended(FIRST))).toBe('2027-02-23');
    expect(asked).toEqual([]);
  });
});
