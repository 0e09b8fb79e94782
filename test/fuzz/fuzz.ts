import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { DomainError } from '../../src/kernel/errors.js';
import { inputsOf } from './mutations.js';
import type { Target } from './target.js';

/** No input may take longer, of the processor's time: what else the machine does is not the reader's fault. */
export const LONGEST_MS = 1000;
/** What may be left in memory when all inputs are through. */
export const GROWTH_BYTES = 32 * 2 ** 20;

/** What a run of inputs came to. */
export interface FuzzCounts {
  readonly inputs: number;
  /** Of these, refused with a `DomainError`. */
  readonly refused: number;
  readonly slowestMs: number;
  readonly grownBytes: number;
}

/** Told when an input begins, and when it is through. */
export type Watch = (at: 'begins' | 'ends') => void;

export interface FuzzOptions {
  readonly watch?: Watch;
  readonly longestMs?: number;
}

/**
 * Gives `inputs` inputs to `target`. Throws for the first that crashes it or takes too long, with what repeats it (seed and
 * path of fast-check) and the shortest input that does the same.
 */
export function fuzz(
  target: Target,
  inputs: number,
  seed: number,
  { watch = () => undefined, longestMs = LONGEST_MS }: FuzzOptions = {},
): FuzzCounts {
  const counts = { refused: 0, slowestMs: 0 };
  const before = heapBytes();
  const property = fc.property(inputsOf(target), input => {
    watch('begins');
    const begun = process.threadCpuUsage();
    if (!isTaken(target, input)) counts.refused += 1;
    const took = msOf(process.threadCpuUsage(begun));
    watch('ends');
    counts.slowestMs = Math.max(counts.slowestMs, took);
    if (took > longestMs) throw new Error(`took ${Math.round(took)} ms`);
  });
  fc.assert(property, { numRuns: inputs, seed, includeErrorInReport: true });
  const grownBytes = heapBytes() - before;
  if (grownBytes > GROWTH_BYTES) throw new Error(`${target.name}: ${grownBytes} bytes are left in memory`);
  return { inputs, ...counts, grownBytes };
}

function msOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

/** A refusal is an answer; any other error is a finding, and so is what the language itself refuses after us. */
function isTaken(target: Target, input: Buffer): boolean {
  try {
    target.read(input);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** What is in use after everything that is not has been let go. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // V8's own, shown by the flag
  collect();
  return process.memoryUsage().heapUsed;
}
