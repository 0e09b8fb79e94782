import fc from 'fast-check';
import { RANDOM_SETS } from '../../src/recordings/redaction/testing/random-sets.js';
import { faultsOf } from '../../src/recordings/redaction/testing/set-faults.js';

/** Runs `count` sets; what is wrong with the first that has faults, made as small as it can be. */
export async function randomSets(count: number, seed: number, onProgress: (line: string) => void): Promise<string[]> {
  let run = 0;
  const property = fc.asyncProperty(RANDOM_SETS, async set => {
    const faults = await faultsOf(set);
    run += 1;
    if (run % 100 === 0) onProgress(`${run} of ${count} random sets of marks`);
    if (faults.length > 0) throw new Error(faults.join('; '));
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: count, seed });
  return failed ? [`seed ${seed}: ${String(errorInstance)} in ${JSON.stringify(counterexample)}`] : [];
}
