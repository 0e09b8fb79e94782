import { readdir, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunFolders } from '../kill/server-process.js';
import type { Rates } from './load.js';
import { MEAN_AUDIO_BYTES } from './soak-calls.js';

const MIB = 1024 ** 2;
/** What each leaves on the disk beside audio: rows, indexes, keys, events and the copy of the log outside the database. */
const BESIDE_AUDIO = { playbacks: 16_384, ingests: 32_768, searches: 8192 } as const;
/** A cluster, its write-ahead log at its longest, and what is read meanwhile. */
const ALWAYS_BYTES = 3 * 1024 * MIB;
/** The machine must have this left for others. */
const SPARE = 1.25;
const RAMP_SHARE = 0.15;

/** How many bytes a soak leaves on the disk at most: no clock is moved, so nothing of it is over before the next midnight. */
export function diskNeedBytes(rates: Rates, minutes: number, stock: number): number {
  const seconds = minutes * 60 * (1 + RAMP_SHARE);
  const aSecond =
    rates.ingests * (MEAN_AUDIO_BYTES + BESIDE_AUDIO.ingests) +
    rates.playbacks * BESIDE_AUDIO.playbacks +
    rates.searches * BESIDE_AUDIO.searches;
  return ALWAYS_BYTES + stock * MEAN_AUDIO_BYTES + aSecond * seconds;
}

/** @throws where the disk of temporary files has too little left for `needBytes` */
export async function assertRoom(needBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir());
  const freeBytes = bavail * bsize;
  if (freeBytes >= needBytes * SPARE) return;
  const gib = (bytes: number) => (bytes / 1024 / MIB).toFixed(1);
  throw new Error(
    `The soak may leave ${gib(needBytes)} GiB in ${tmpdir()}, where ${gib(freeBytes)} GiB are free and a quarter more must be: ` +
      'fewer --minutes, fewer --ingests, or another TMPDIR.',
  );
}

/** What lies on the disk, in bytes. */
export async function usedBytes({ data, keys }: RunFolders): Promise<Record<string, number>> {
  return {
    blobs: await sizeOf(join(data, 'blobs')),
    database: await sizeOf(join(data, 'postgres')),
    logCopy: await sizeOf(`${data}-log-copy`),
    keys: await sizeOf(keys),
  };
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const facts = await stat(join(entry.parentPath, entry.name)).catch(() => null); // PostgreSQL takes files away meanwhile
    bytes += (facts?.blocks ?? 0) * 512;
  }
  return bytes;
}
