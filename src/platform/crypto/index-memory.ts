import { totalmem } from 'node:os';

const LEAST_BYTES = 128 * 1024 * 1024;
const SHARE = 1 / 16;

/**
 * How many bytes the indexes of segments may take by default: a sixteenth of what this process may have, 128 MiB at least, which
 * is enough for some five million units.
 * @param limitBytes of the container; 0 where there is none
 */
export function shareOfMemory(limitBytes = process.constrainedMemory(), machineBytes = totalmem()): number {
  const bytes = limitBytes > 0 ? Math.min(limitBytes, machineBytes) : machineBytes;
  return Math.max(LEAST_BYTES, bytes * SHARE);
}
