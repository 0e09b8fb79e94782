import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { runSequences } from './run-sequences.js';

/**
 * `npm run test:duties -- --sequences 10000 --seed 1`: duties, grants and reviews beside a model; the first difference
 * ends it with exit code 1 and the smallest sequence that shows it. The last line is the report as JSON.
 */
const { values } = parseArgs({
  options: { sequences: { type: 'string', default: '10000' }, seed: { type: 'string' } },
});
const sequences = Number(values.sequences);
const seed = Number(values.seed ?? randomInt(2 ** 31));
say(`${sequences} sequences, seed ${seed}`);
await longRun(async () => ({ seed, ...(await runSequences({ sequences, seed, onProgress: say })).toJSON() }));
