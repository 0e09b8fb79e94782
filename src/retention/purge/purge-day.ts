import { Injectable } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { reached } from '../../kernel/crash-points.js';
import { DeleteBlobs } from './delete-blobs.js';
import { PurgeSteps } from './purge-steps.js';
import type { PurgeRun } from './purge-run.entity.js';
import { ReclaimDay } from './reclaim-day.js';

/**
 * The purge of one day (design §6), in two parts: its key is destroyed, which waits for nothing, and what it held is taken away at
 * leisure. Each step may be repeated, so a restart goes on where the last run stopped.
 */
@Injectable()
export class PurgeDay {
  constructor(
    private readonly steps: PurgeSteps,
    private readonly reclaimDay: ReclaimDay,
    private readonly deleteBlobs: DeleteBlobs,
  ) {}

  /** @returns the run that {@link reclaim} goes on with */
  async destroyKey(day: Day): Promise<PurgeRun> {
    const run = await this.steps.close(day);
    await reached('purge.closed');
    // A crash here leaves the day closing: nothing can come to it, nothing of it is listed, the next run goes on.
    await this.steps.destroyKey(run, day);
    await reached('purge.marked-destroyed');
    // A crash here leaves wrappings that open with no key, and a run that does not know its counts.
    return run;
  }

  /** After {@link destroyKey}: rows, certificates, blobs, outcome. The store may take its time. */
  async reclaim(run: PurgeRun): Promise<void> {
    const day = parseDay(run.day);
    await this.steps.count(run, day);
    await reached('purge.counted');
    await this.steps.sweepKeys(day);
    // A crash here leaves rows and blobs that nobody can read, in the database, in the store, in every backup.
    await this.reclaimDay.execute(run, day);
    // A crash here leaves blob names in the queue, and unreadable blobs.
    await this.deleteBlobs.execute();
    await reached('purge.blobs-deleted');
    // A crash here leaves a run without its outcome; the next run finds nothing left to do and writes it.
    await this.steps.complete(run, day);
    await reached('purge.completed');
  }
}
