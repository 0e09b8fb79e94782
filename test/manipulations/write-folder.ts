import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashesAt, entryBundle, tilePath, tilesSince } from '../../src/audit/tree/tiles.js';
import { rootOf } from '../../src/audit/tree/merkle.js';
import type { WrittenLog } from './written-log.js';

const TILE_WIDTH = 256;

/** Writes the log as its copy outside would hold it, with an hourly checkpoint for each of its heads. */
export async function writeFolder(log: WrittenLog, folder: string): Promise<void> {
  const levels = hashesOfLevels(log);
  for (const address of tilesSince(0, log.size)) {
    const { level, index, width } = address;
    const [first, last] = [index * TILE_WIDTH, index * TILE_WIDTH + width];
    const content =
      level === 'entries'
        ? entryBundle(log.leaves.slice(first, last).map(({ leaf }) => leaf))
        : Buffer.concat((levels[level] ?? []).slice(first, last));
    await write(join(folder, tilePath(address)), content);
  }
  for (const [hour, { checkpoint }] of log.heads.entries()) {
    await write(join(folder, 'hourly', `2026-11-24T${String(hour).padStart(2, '0')}.checkpoint`), checkpoint);
  }
  await write(join(folder, 'verifier-keys'), log.verifierKeys.map(key => `${key}\n`).join(''));
  await write(join(folder, 'checkpoint'), log.heads.at(-1)?.checkpoint ?? '');
}

/** The hashes of each level of tiles. */
function hashesOfLevels({ leaves, size }: WrittenLog): Buffer[][] {
  const levels = [leaves.map(({ hash }) => hash)];
  for (let level = 1; hashesAt(level, size) > 0; level += 1) {
    const below = levels[level - 1] ?? [];
    const roots = Array.from({ length: hashesAt(level, size) }, (_, index) =>
      rootOf(below.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH)),
    );
    levels.push(roots);
  }
  return levels;
}

async function write(path: string, content: Buffer | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
