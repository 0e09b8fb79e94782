import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { isDay, parseDay, type Day } from '../../kernel/calendar.js';
import { DataKey } from './data-key.js';
import { FileKeyRing } from './file-key-ring.js';
import { KeyGone } from './key-gone.js';
import { linesOf, linesUntilKilled, startChild } from './testing/killed-child.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const CHILD = join(import.meta.dirname, 'testing', 'key-ring-child.ts');
const ROUNDS = 6;

interface Created {
  readonly day: Day;
  readonly unitId: string;
  readonly key: string;
}

const openRing = (folder: string) => FileKeyRing.open(join(folder, 'keys'), { outsideOf: join(folder, 'data') });
const argumentsOf = (folder: string, task: string, seed = 0) => [
  join(folder, 'keys'),
  join(folder, 'data'),
  task,
  String(seed),
];

/** The lines of several processes that work on one ring and are killed, each at another moment, round after round. */
async function linesOfKilledProcesses(folder: string, task: string): Promise<string[]> {
  const lines: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const children = [0, 1].map(number => startChild(CHILD, argumentsOf(folder, task, round * 1_000 + number * 500)));
    const afterMs = 20 + Math.random() * 150;
    lines.push(...(await Promise.all(children.map(child => linesUntilKilled(child, afterMs)))).flat());
  }
  return lines;
}

function createdIn(lines: readonly string[]): Created[] {
  const words = lines.map(line => line.split(' ')).filter(([verb]) => verb === 'created');
  return words.map(([, day = '', unitId = '', key = '']) => ({ day: parseDay(day), unitId, key }));
}

/** `day/unit` or `day` of every line that begins with `verb`. */
function saidOf(lines: readonly string[], verb: string): Set<string> {
  const words = lines.map(line => line.split(' ')).filter(([first]) => first === verb);
  return new Set(words.map(([, ...rest]) => rest.join('/')));
}

async function keyOf(ring: FileKeyRing, unitId: string, day: Day): Promise<string> {
  try {
    return (await ring.open(unitId, day)).exportBytes().toString('hex');
  } catch (error) {
    if (error instanceof KeyGone) return 'gone';
    throw error;
  }
}

describe('a key ring whose processes are killed', () => {
  it('opens every key that was acknowledged', async () => {
    await using folder = await temporaryFolder();
    const created = createdIn(await linesOfKilledProcesses(folder.path, 'create'));
    const ring = await openRing(folder.path);

    expect(created.length).toBeGreaterThan(50 * ROUNDS);
    for (const { day, unitId, key } of created) expect(await keyOf(ring, unitId, day)).toBe(key);
  });

  it('has every acknowledged move, and loses no unit in an unfinished one', async () => {
    await using folder = await temporaryFolder();
    const lines = await linesOfKilledProcesses(folder.path, 'move');
    const [copied, dropped] = [saidOf(lines, 'copied'), saidOf(lines, 'dropped')];
    const [from, to] = [parseDay('2030-01-01'), parseDay('2030-01-02')];
    const ring = await openRing(folder.path);

    expect(dropped.size).toBeGreaterThan(10 * ROUNDS);
    for (const { unitId, key } of createdIn(lines)) {
      const [before, after] = [await keyOf(ring, unitId, from), await keyOf(ring, unitId, to)];
      expect([before, after]).toContain(key);
      if (copied.has(`${to}/${unitId}`)) expect(after).toBe(key);
      if (dropped.has(`${from}/${unitId}`)) expect(before).toBe('gone');
    }
  });

  it('has each day either living as a whole or destroyed, and can finish what was begun', async () => {
    await using folder = await temporaryFolder();
    const lines = await linesOfKilledProcesses(folder.path, 'destroy-days');
    const destroyed = saidOf(lines, 'destroyed');
    const ring = await openRing(folder.path);
    const living = new Set<string>(await ring.days());

    expect(destroyed.size).toBeGreaterThan(2 * ROUNDS);
    for (const day of destroyed) expect(living).not.toContain(day);
    for (const { day, unitId, key } of createdIn(lines)) {
      expect(await keyOf(ring, unitId, day)).toBe(living.has(day) ? key : 'gone');
    }
    for (const day of [...living, ...destroyed].filter(isDay)) {
      await ring.destroyDay(day);
      await expect(ring.create(crypto.randomUUID(), day, DataKey.generate())).rejects.toThrow(KeyGone);
    }
    expect(await ring.days()).toEqual([]);
  });
});

describe('a key ring on a full disk', () => {
  it('refuses what it cannot keep, and keeps all else that it acknowledged', async () => {
    await using folder = await temporaryFolder();
    // Files of at most 1,024 bytes: every ninth record is cut short by the system, as on a full disk.
    const limited = ['bash', '-c', 'ulimit -f 1 && exec "$@"', 'bash'];
    const lines = await linesOf(startChild(CHILD, argumentsOf(folder.path, 'create-some', 30), limited));
    const created = createdIn(lines);
    const ring = await openRing(folder.path);

    expect(saidOf(lines, 'refused')).toEqual(new Set(['storage-full']));
    expect(created.length).toBeGreaterThan(20);
    for (const { day, unitId, key } of created) expect(await keyOf(ring, unitId, day)).toBe(key);
  });
});
