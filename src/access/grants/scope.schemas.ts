import { z } from 'zod';
import { format } from '../../platform/http/index.js';

/** Names of queues or of units, or `"all"`. */
export const scopeNames = z.union([z.literal('all'), format.each(z.array(format.line(120)).min(1).max(200))]);

/** An event takes 16 KiB, and tells the scope of what was given in full: so many are left for it. */
const MOST_BYTES = 15_000;

interface Scope {
  readonly queues: 'all' | readonly string[];
  readonly units: 'all' | readonly string[];
}

/** Whether an event can tell the scope. */
export function fitsEvent({ queues, units }: Scope): boolean {
  return Buffer.byteLength(JSON.stringify([queues, units])) <= MOST_BYTES;
}

/** What is said of a scope that does not fit. */
export const TOO_MANY_NAMES = {
  path: ['queues'],
  message: 'too many or too long names; take "all", or several grants',
};
