import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { parseDay } from '../../kernel/calendar.js';
import { DataKey } from './data-key.js';
import type { MonotonicMs } from './expiring-cache.js';
import { KEY_CACHE_MS, type KeyRing } from './key-ring.js';
import { KeyGone } from './key-gone.js';

/** Keys somewhere, on which any number of rings can be opened, as that many processes do. */
export interface SharedKeys {
  open(nowMs: MonotonicMs): Promise<KeyRing>;
  remove(): Promise<void>;
}

const MONDAY = parseDay('2030-01-07');
const TUESDAY = parseDay('2030-01-08');
const SUNDAY = parseDay('2030-01-13');

/** What every key ring must do. `prepare` makes new, empty keys. */
export function describeKeyRing(name: string, prepare: () => Promise<SharedKeys>): void {
  describe(name, () => {
    const clock = { nowMs: 0 };
    let keys: SharedKeys;
    let ring: KeyRing;
    let other: KeyRing;

    beforeEach(async () => {
      clock.nowMs = 1_000_000;
      keys = await prepare();
      [ring, other] = [await keys.open(() => clock.nowMs), await keys.open(() => clock.nowMs)];
    });

    afterEach(async () => {
      await Promise.all([ring.close(), other.close()]);
      await keys.remove();
    });

    async function created(day = MONDAY): Promise<{ unitId: string; key: DataKey }> {
      const [unitId, key] = [randomUUID(), DataKey.generate()];
      await ring.create(unitId, day, key);
      return { unitId, key };
    }

    async function opens(of: KeyRing, unitId: string, day = MONDAY): Promise<Buffer> {
      return (await of.open(unitId, day)).exportBytes();
    }

    async function expectGone(of: KeyRing, unitId: string, day = MONDAY): Promise<void> {
      await expect(of.open(unitId, day)).rejects.toThrow(KeyGone);
    }

    describe('creating', () => {
      it('keeps the key for this process and every other', async () => {
        const { unitId, key } = await created();

        expect(await opens(ring, unitId)).toEqual(key.exportBytes());
        expect(await opens(other, unitId)).toEqual(key.exportBytes());
      });

      it('keeps it on that day only, and for that unit only', async () => {
        const { unitId } = await created();
        await created(TUESDAY);

        await expectGone(ring, unitId, TUESDAY);
        await expectGone(ring, unitId, SUNDAY);
        await expectGone(ring, randomUUID());
      });

      it('refuses a unit that has a key on the day, and keeps that key', async () => {
        const { unitId, key } = await created();

        await expect(other.create(unitId, MONDAY, DataKey.generate())).rejects.toMatchObject({ code: 'key-exists' });
        expect(await opens(other, unitId)).toEqual(key.exportBytes());
      });

      it('keeps every one of many that are created at once by several processes on a new day', async () => {
        const units = Array.from({ length: 60 }, () => ({ unitId: randomUUID(), key: DataKey.generate() }));
        const third = await keys.open(() => clock.nowMs);
        const rings = [ring, other, third];
        const ringOf = (number: number) => rings[number % 3] ?? ring;
        await Promise.all(units.map(({ unitId, key }, number) => ringOf(number).create(unitId, SUNDAY, key)));

        for (const opening of rings) {
          for (const { unitId, key } of units) {
            expect(await opens(opening, unitId, SUNDAY)).toEqual(key.exportBytes());
          }
        }
      });

      it.each(['', '..', 'unit', '0197A7C2-6F00-7000-8000-000000000001', '../../0197a7c2-6f00-7000-8000-000000000001'])(
        'takes %j for no unit',
        async unitId => {
          await expect(ring.create(unitId, MONDAY, DataKey.generate())).rejects.toThrow(RangeError);
          await expect(ring.open(unitId, MONDAY)).rejects.toThrow(RangeError);
          expect(await ring.days()).toEqual([]);
        },
      );
    });

    describe('copying to another day', () => {
      it('leaves the one key on both days', async () => {
        const { unitId, key } = await created();
        await other.copyTo(unitId, MONDAY, TUESDAY);

        for (const day of [MONDAY, TUESDAY]) expect(await opens(ring, unitId, day)).toEqual(key.exportBytes());
      });

      it('may be repeated', async () => {
        const { unitId } = await created();
        for (const copying of [ring, ring, other]) await copying.copyTo(unitId, MONDAY, TUESDAY);
        await ring.drop(unitId, TUESDAY);

        expect(await ring.daysOf(unitId)).toEqual([MONDAY]);
      });

      it('refuses a day on which the unit has another key', async () => {
        const { unitId } = await created();
        await ring.create(unitId, TUESDAY, DataKey.generate());

        await expect(ring.copyTo(unitId, MONDAY, TUESDAY)).rejects.toMatchObject({ code: 'key-exists' });
      });

      it('refuses what is not there, also where this process still has it in memory', async () => {
        const { unitId } = await created();
        await opens(ring, unitId);
        await other.drop(unitId, MONDAY);

        await expect(ring.copyTo(unitId, MONDAY, TUESDAY)).rejects.toThrow(KeyGone);
        expect(await ring.daysOf(unitId)).toEqual([]);
      });

      it('refuses a destroyed day', async () => {
        const { unitId } = await created();
        await other.destroyDay(TUESDAY);

        await expect(ring.copyTo(unitId, MONDAY, TUESDAY)).rejects.toThrow(KeyGone);
        expect(await ring.daysOf(unitId)).toEqual([MONDAY]);
      });
    });

    describe('dropping', () => {
      it('ends the key on that day at once, also where it was in memory, and on no other day', async () => {
        const { unitId, key } = await created();
        await ring.copyTo(unitId, MONDAY, TUESDAY);
        await opens(ring, unitId);
        await ring.drop(unitId, MONDAY);

        await expectGone(ring, unitId);
        await expectGone(other, unitId);
        expect(await opens(ring, unitId, TUESDAY)).toEqual(key.exportBytes());
      });

      it('leaves the other units of the day', async () => {
        const units = [await created(), await created(), await created()];
        await other.drop(units[1]?.unitId ?? '', MONDAY);

        for (const { unitId, key } of [units[0], units[2]].filter(unit => unit !== undefined)) {
          expect(await opens(ring, unitId)).toEqual(key.exportBytes());
        }
      });

      it('is no error where there is nothing to drop', async () => {
        const { unitId } = await created();
        await ring.drop(unitId, MONDAY);
        await ring.destroyDay(SUNDAY);

        for (const day of [MONDAY, TUESDAY, SUNDAY]) await expect(ring.drop(unitId, day)).resolves.toBeUndefined();
      });

      it('leaves nothing in memory for an opening that began before', async () => {
        for (let round = 0; round < 30; round += 1) {
          const { unitId } = await created();
          await Promise.allSettled([ring.open(unitId, MONDAY), ring.drop(unitId, MONDAY)]);
          await expectGone(ring, unitId);
        }
      });

      it('lets the unit come back to the day with a new key', async () => {
        const { unitId } = await created();
        await opens(other, unitId);
        await ring.drop(unitId, MONDAY);
        const key = DataKey.generate();
        await ring.create(unitId, MONDAY, key);

        expect(await opens(ring, unitId)).toEqual(key.exportBytes());
        clock.nowMs += KEY_CACHE_MS;
        expect(await opens(other, unitId)).toEqual(key.exportBytes());
      });
    });

    describe('destroying a unit', () => {
      it('ends its key on every day', async () => {
        const { unitId } = await created();
        await ring.copyTo(unitId, MONDAY, TUESDAY);
        await other.copyTo(unitId, MONDAY, SUNDAY);
        expect(await ring.daysOf(unitId)).toEqual([MONDAY, TUESDAY, SUNDAY]);
        await ring.destroy(unitId);

        for (const one of [ring, other]) expect(await one.daysOf(unitId)).toEqual([]);
        for (const day of [MONDAY, TUESDAY, SUNDAY]) await expectGone(other, unitId, day);
      });
    });

    describe('the days of a unit', () => {
      it('are those of this moment, whatever is in memory', async () => {
        const { unitId } = await created();
        await opens(ring, unitId);
        const kept = async () => [...(await ring.stillKept([randomUUID(), unitId]))];
        const on = async () => [await ring.isOn(unitId, MONDAY), await ring.isOn(unitId, TUESDAY)];
        expect([await on(), await ring.isOn(randomUUID(), MONDAY)]).toEqual([[true, false], false]);
        await other.copyTo(unitId, MONDAY, TUESDAY);
        expect(await ring.daysOf(unitId)).toEqual([MONDAY, TUESDAY]);
        expect(await on()).toEqual([true, true]);
        await other.drop(unitId, MONDAY);
        expect([await ring.daysOf(unitId), await on(), await kept()]).toEqual([[TUESDAY], [false, true], [unitId]]);
        await other.destroyDay(TUESDAY);
        expect([await ring.daysOf(unitId), await on(), await kept()]).toEqual([[], [false, false], []]);
      });
    });

    describe('the key of blind indexes', () => {
      it('is one for all processes, and another on each day', async () => {
        await created();
        await created(TUESDAY);
        expect((await ring.indexKey(MONDAY)).equals(await other.indexKey(MONDAY))).toBe(true);
        expect((await ring.indexKey(MONDAY)).equals(await ring.indexKey(TUESDAY))).toBe(false);
      });

      it('is gone where the day has no key', async () => {
        await created();
        await ring.indexKey(MONDAY);
        await ring.destroyDay(MONDAY);

        for (const day of [MONDAY, TUESDAY]) await expect(ring.indexKey(day)).rejects.toThrow(KeyGone);
      });
    });

    describe('destroying a day', () => {
      it('ends every key of the day at once, also where it was in memory, and none of another day', async () => {
        const [monday, tuesday] = [await created(), await created(TUESDAY)];
        await opens(ring, monday.unitId);
        await ring.destroyDay(MONDAY);

        await expectGone(ring, monday.unitId);
        expect(await opens(ring, tuesday.unitId, TUESDAY)).toEqual(tuesday.key.exportBytes());
        expect(await ring.days()).toEqual([TUESDAY]);
        expect(await other.tracesAreGone(TUESDAY)).toBe(false);
      });

      it('leaves nothing in memory for openings at the same time', async () => {
        for (const day of [MONDAY, TUESDAY, SUNDAY]) {
          const units = await Promise.all([created(day), created(day), created(day)]);
          const destroying = ring.destroyDay(day);
          await Promise.allSettled(units.map(({ unitId }) => ring.open(unitId, day)));
          await Promise.allSettled([ring.indexKey(day), destroying]);

          for (const { unitId } of units) await expectGone(ring, unitId, day);
          await expect(ring.indexKey(day)).rejects.toThrow(KeyGone);
        }
      });

      it('is for ever: no process can begin the day again, used or not', async () => {
        await created();
        for (const day of [MONDAY, SUNDAY]) await ring.destroyDay(day);
        const late = await keys.open(() => clock.nowMs);

        for (const creating of [ring, other, late]) {
          for (const day of [MONDAY, SUNDAY]) {
            await expect(creating.create(randomUUID(), day, DataKey.generate())).rejects.toThrow(KeyGone);
          }
        }
        expect(await late.days()).toEqual([]);
      });

      it('refuses a unit of a process that still has the day key in memory', async () => {
        await created();
        await other.destroyDay(MONDAY);

        await expect(ring.create(randomUUID(), MONDAY, DataKey.generate())).rejects.toThrow(KeyGone);
      });

      it('may be repeated, by any process, also at the same time', async () => {
        const { unitId } = await created();
        for (const one of [ring, other]) await Promise.all([ring.destroyDay(MONDAY), one.destroyDay(MONDAY)]);

        await expectGone(other, unitId);
      });

      it('sweeps afterwards, as often as one likes, and never a day that has a key', async () => {
        await created(TUESDAY);
        for (const one of [ring, other]) await one.destroyDay(MONDAY).then(() => one.sweepDay(MONDAY));
        await expect(other.sweepDay(TUESDAY)).rejects.toThrow(TypeError);
      });

      it('and beginning it at the same time leaves it destroyed, and no unit that opens', async () => {
        for (let number = 1; number <= 15; number += 1) {
          const day = parseDay(`2030-02-${String(number).padStart(2, '0')}`);
          const unitId = randomUUID();
          await Promise.allSettled([ring.create(unitId, day, DataKey.generate()), other.destroyDay(day)]);

          await expectGone(other, unitId, day);
          expect(await ring.days()).toEqual([]);
        }
      });
    });

    describe('listing the units of a day', () => {
      async function unitsOf(of: KeyRing, day = MONDAY): Promise<string[]> {
        const units: string[] = [];
        for await (const unit of of.unitsOf(day)) units.push(unit);
        return units.sort();
      }

      it('names what every process has there, and what was copied there', async () => {
        const mine = await created();
        const [theirs, copied] = [randomUUID(), await created(TUESDAY)];
        await other.create(theirs, MONDAY, DataKey.generate());
        await other.copyTo(copied.unitId, TUESDAY, MONDAY);
        expect(await unitsOf(ring)).toEqual([mine.unitId, theirs, copied.unitId].sort());
        expect(await unitsOf(other, TUESDAY)).toEqual([copied.unitId]);
      });

      it('names nothing that was dropped or destroyed, nor anything of a day that has no key', async () => {
        const [dropped, destroyed, left] = [await created(), await created(), await created()];
        await Promise.all([other.drop(dropped.unitId, MONDAY), other.destroy(destroyed.unitId)]);
        expect(await unitsOf(ring)).toEqual([left.unitId]);
        expect(await unitsOf(ring, SUNDAY)).toEqual([]);
        await other.destroyDay(MONDAY);
        expect(await unitsOf(ring)).toEqual([]);
      });
    });

    describe('what is in memory', () => {
      it('serves for at most 60 s after another process has dropped the key', async () => {
        const { unitId } = await created();
        await opens(ring, unitId);
        await other.drop(unitId, MONDAY);

        clock.nowMs += KEY_CACHE_MS;
        await expectGone(ring, unitId);
      });

      it('serves for at most 60 s after another process has destroyed the day, also what was opened later', async () => {
        const [first, second] = [await created(), await created()];
        clock.nowMs += KEY_CACHE_MS;
        await opens(ring, first.unitId);
        clock.nowMs += KEY_CACHE_MS - 1;
        await opens(ring, second.unitId);
        await other.destroyDay(MONDAY);

        clock.nowMs += 1;
        await expectGone(ring, second.unitId);
        await expect(ring.indexKey(MONDAY)).rejects.toThrow(KeyGone);
      });

      it('spares the disk until then', async () => {
        const { unitId, key } = await created();
        await opens(ring, unitId);
        await other.destroyDay(MONDAY);

        clock.nowMs += KEY_CACHE_MS - 1_000;
        expect(await opens(ring, unitId)).toEqual(key.exportBytes());
      });
    });
  });
}
