import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import { SMALL, type Site } from '../harness/site.js';
import { noise, upload } from '../seed/deliver-recordings.js';
import type { Row } from './row.js';

const AUDIO_BYTES = 2 * 1024 * 1024;

/** Taking a recording into custody, until it is acknowledged. */
export const ingest: Row = { name: 'ingest-2mib', prepare: site => prepare(site, 'ingest-2mib', 1) };

/** The same for four deliveries at once. */
export const ingestByFour: Row = { name: 'ingest-2mib-by-4', prepare: site => prepare(site, 'ingest-2mib-by-4', 4) };

/** The same for eight, which wait for the disk together. */
export const ingestByEight: Row = {
  name: 'ingest-2mib-by-8',
  prepare: site => prepare(site, 'ingest-2mib-by-8', 8, 0.8),
};

async function prepare(site: Site, name: string, atOnce: number, ratio = 0.5): Promise<Comparison> {
  const machine = (await site.installation(SMALL)).ingest();
  const audio = noise(AUDIO_BYTES);
  const operation: Operation = async () => (await machine.send(upload(audio), 201)).wholeMs;
  return {
    name,
    what: `POST of a recording of 2 MiB, ${atOnce} at once, until it is acknowledged, against writing and fsyncing the same bytes to a file`,
    goal: { kind: 'rate-at-least', ratio },
    by: 'throughput',
    atOnce,
    ours: { name: 'Tallenne', operation },
    baseline: [{ name: 'write and fsync', operation: await writing(site, audio) }],
  };
}

/** Each file is new and stays until the end, as Tallenne's do. */
async function writing(site: Site, bytes: Buffer): Promise<Operation> {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-files-'));
  site.atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  let serial = 0;
  return async () => {
    const startedAtMs = performance.now();
    await using file = await open(join(folder, String(serial++)), 'wx');
    await file.write(bytes);
    await file.sync();
    return performance.now() - startedAtMs;
  };
}
