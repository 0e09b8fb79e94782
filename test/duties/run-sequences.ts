import fc from 'fast-check';
import { helsinkiDay } from '../../src/kernel/calendar.js';
import { NOW, startTestServer } from '../support/server.js';
import { Counts } from '../support/counts.js';
import { begin, commands } from './commands.js';
import { Model, RECERTIFICATION_MONTHS } from './model.js';
import { Real } from './real.js';

export interface SequencesOptions {
  readonly sequences: number;
  readonly seed: number;
  readonly onProgress?: (line: string) => void;
}

const TOLD_EVERY = 500;

/**
 * Lets people's duties, grants and reviews take random ways on a real database, beside the model.
 * @returns what happened how often
 * @throws the smallest sequence that fast-check found in which the two differ
 */
export async function runSequences({ sequences, seed, onProgress }: SequencesOptions): Promise<Counts> {
  const server = await startTestServer({ env: { TALLENNE_RECERTIFICATION_MONTHS: String(RECERTIFICATION_MONTHS) } });
  try {
    const real = await (await Real.on(server)).addManagerWithoutGrants();
    const counts = new Counts();
    let begun = 0;
    const property = fc.asyncProperty(commands(counts), async steps => {
      begun += 1;
      if (begun % TOLD_EVERY === 0) onProgress?.(`${begun} sequences`);
      const model = new Model(helsinkiDay(NOW));
      await begin(model, real);
      await fc.asyncModelRun(() => ({ model, real }), steps);
      for (const { outcome } of model.reviews) counts.add(`review ended: ${outcome ?? 'not yet'}`);
      counts.add('sequences');
    });
    await fc.assert(property, { numRuns: sequences, seed });
    return counts;
  } finally {
    await server.stop();
  }
}
