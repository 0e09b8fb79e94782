import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { FileKeyRing } from './file-key-ring.js';
import { CHILD, createdIn, describeKilledKeyRing, keyOf, saidOf } from './killed-key-ring.contract.js';
import { linesOf, startChild } from './testing/killed-child.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const openRing = (folder: string) => FileKeyRing.open(join(folder, 'keys'), { outsideOf: join(folder, 'data') });
const argumentsOf = (folder: string, task: string, seed = 0) => [
  join(folder, 'keys'),
  join(folder, 'data'),
  task,
  String(seed),
];

describeKilledKeyRing('a key ring in a folder', async () => {
  const folder = await temporaryFolder();
  return {
    open: () => openRing(folder.path),
    lifeMs: 150,
    argumentsOf: (task, seed) => argumentsOf(folder.path, task, seed),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
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
