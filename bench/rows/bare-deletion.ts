import { unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../../src/platform/files/durable.js';
import type { Part } from '../harness/comparison.js';
import { deleteRows, DELETED_ROWS_EACH } from '../seed/delete-rows.js';
import type { DueDaySeed, DueRecordings } from '../seed/due-day-seed.js';

/** The rows of as many due recordings, deleted in one transaction that looks at none. */
export function deletingRows(seed: DueDaySeed, recordings: number): Part {
  const operation = async () => {
    const day = await seed.add({ recordings, blobBytes: null });
    const startedAtMs = performance.now();
    const deleted = await deleteRows(seed.client, day);
    const tookMs = performance.now() - startedAtMs;
    if (deleted !== recordings * DELETED_ROWS_EACH) throw new Error(`${deleted} rows were deleted`);
    return tookMs;
  };
  return { name: 'bare DELETE', operation };
}

/** As many blobs unlinked, each folder made durable once. The rows of the files stay: nothing asks for them. */
export function unlinking(seed: DueDaySeed, due: DueRecordings): Part {
  const operation = async () => {
    const paths = await seed.blobsOf(await seed.add(due));
    const startedAtMs = performance.now();
    for (const path of paths) unlinkSync(path);
    for (const folder of new Set(paths.map(path => dirname(path)))) await syncFolder(folder);
    return performance.now() - startedAtMs;
  };
  return { name: 'unlink loop', operation };
}
