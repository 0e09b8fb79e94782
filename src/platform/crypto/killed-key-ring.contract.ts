import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { isDay, parseDay, type Day } from '../../kernel/calendar.js';
import { DataKey } from './data-key.js';
import { KeyGone } from './key-gone.js';
import type { KeyRing } from './key-ring.js';
import { linesUntilKilled, startChild } from './testing/killed-child.js';

/** The program that works on a ring until it is killed: `testing/key-ring-child.ts`. */
export const CHILD = join(import.meta.dirname, 'testing', 'key-ring-child.ts');

const ROUNDS = 6;
/** A busy machine gets less done in a life: then there are more of them. */
const MOST_ROUNDS = 60;
const LEAST = { created: 50 * ROUNDS, dropped: 10 * ROUNDS, destroyed: 2 * ROUNDS };

/** Keys somewhere, on which processes of their own can work. */
export interface KilledKeys extends AsyncDisposable {
  open(): Promise<KeyRing>;
  /** Within which time after its first word a process is killed: long enough for some hundred words. */
  readonly lifeMs: number;
  /** The arguments of {@link CHILD} for `task`. */
  argumentsOf(task: string, seed: number): string[];
}

export interface Created {
  readonly day: Day;
  readonly unitId: string;
  readonly key: string;
}

/**
 * The lines of several processes that work on one ring and are killed, each at another moment, round after round, until `verb` was said
 * more than `least` times.
 */
async function linesOfKilledProcesses(keys: KilledKeys, task: string, verb: string, least: number): Promise<string[]> {
  const lines: string[] = [];
  const isEnough = (): boolean => lines.filter(line => line.startsWith(`${verb} `)).length > least;
  for (let round = 0; round < ROUNDS || (round < MOST_ROUNDS && !isEnough()); round += 1) {
    const children = [0, 1].map(number => startChild(CHILD, keys.argumentsOf(task, round * 1_000 + number * 500)));
    const afterMs = 20 + Math.random() * keys.lifeMs;
    lines.push(...(await Promise.all(children.map(child => linesUntilKilled(child, afterMs)))).flat());
  }
  return lines;
}

/** What the lines of a child say was created. */
export function createdIn(lines: readonly string[]): Created[] {
  const words = lines.map(line => line.split(' ')).filter(([verb]) => verb === 'created');
  return words.map(([, day = '', unitId = '', key = '']) => ({ day: parseDay(day), unitId, key }));
}

/** `day/unit` or `day` of every line that begins with `verb`. */
export function saidOf(lines: readonly string[], verb: string): Set<string> {
  const words = lines.map(line => line.split(' ')).filter(([first]) => first === verb);
  return new Set(words.map(([, ...rest]) => rest.join('/')));
}

/** The key of a unit in hexadecimal digits, or `gone`. */
export async function keyOf(ring: KeyRing, unitId: string, day: Day): Promise<string> {
  try {
    return (await ring.open(unitId, day)).exportBytes().toString('hex');
  } catch (error) {
    if (error instanceof KeyGone) return 'gone';
    throw error;
  }
}

/** What every key ring must keep when its processes die, each at another moment. `prepare` makes new, empty keys. */
export function describeKilledKeyRing(name: string, prepare: () => Promise<KilledKeys>): void {
  describe(`${name} whose processes are killed`, () => {
    it('opens every key that was acknowledged', async () => {
      await using keys = await prepare();
      const created = createdIn(await linesOfKilledProcesses(keys, 'create', 'created', LEAST.created));
      const ring = await keys.open();

      expect(created.length).toBeGreaterThan(LEAST.created);
      for (const { day, unitId, key } of created) expect(await keyOf(ring, unitId, day)).toBe(key);
    });

    it('has every acknowledged move, and loses no unit in an unfinished one', async () => {
      await using keys = await prepare();
      const lines = await linesOfKilledProcesses(keys, 'move', 'dropped', LEAST.dropped);
      const [copied, dropped] = [saidOf(lines, 'copied'), saidOf(lines, 'dropped')];
      const [from, to] = [parseDay('2030-01-01'), parseDay('2030-01-02')];
      const ring = await keys.open();

      expect(dropped.size).toBeGreaterThan(LEAST.dropped);
      for (const { unitId, key } of createdIn(lines)) {
        const [before, after] = [await keyOf(ring, unitId, from), await keyOf(ring, unitId, to)];
        expect([before, after]).toContain(key);
        if (copied.has(`${to}/${unitId}`)) expect(after).toBe(key);
        if (dropped.has(`${from}/${unitId}`)) expect(before).toBe('gone');
      }
    });

    it('has each day either living as a whole or destroyed, and can finish what was begun', async () => {
      await using keys = await prepare();
      const lines = await linesOfKilledProcesses(keys, 'destroy-days', 'destroyed', LEAST.destroyed);
      const destroyed = saidOf(lines, 'destroyed');
      const ring = await keys.open();
      const living = new Set<string>(await ring.days());

      expect(destroyed.size).toBeGreaterThan(LEAST.destroyed);
      for (const day of destroyed) expect(living).not.toContain(day);
      for (const { day, unitId, key } of createdIn(lines)) {
        expect(await keyOf(ring, unitId, day)).toBe(living.has(day) ? key : 'gone');
      }
      for (const day of [...living, ...destroyed].filter(isDay)) {
        await ring.destroyDay(day);
        await ring.sweepDay(day);
        await expect(ring.create(crypto.randomUUID(), day, DataKey.generate())).rejects.toThrow(KeyGone);
      }
      expect(await ring.days()).toEqual([]);
    });
  });
}
