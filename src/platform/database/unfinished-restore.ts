import { join } from 'node:path';
import { exists } from '../files/durable.js';
import { StartRefused } from './embedded-start-refused.js';

/** In the data folder from the first byte of a restore to its last: with it the folder is no data folder. */
export const UNFINISHED_RESTORE = 'restore-unfinished';

/** Throws `StartRefused` where a restore into the data folder was cut off: what is there is not whole. */
export async function refuseUnfinishedRestore(dataDir: string): Promise<void> {
  if (!(await exists(join(dataDir, UNFINISHED_RESTORE)))) return;
  throw new StartRefused(
    `A restore into ${dataDir} was cut off, so the data there are not whole: run "tallenne restore" with the same backup again.`,
  );
}
