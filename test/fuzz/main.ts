import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { say } from '../support/long-run.js';
import { runWatched } from './run-watched.js';
import { TARGETS } from './targets.js';

/**
 * `npm run test:fuzz -- --inputs 1000000 --seed 1 --target all`: changed documents for every reader of what comes from
 * outside. A crash, an input of more than a second, or memory that is not let go ends it with exit code 1, and the seed.
 */
const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    target: { type: 'string', default: 'all' },
  },
});
const inputs = Number(values.inputs);
const seed = Number(values.seed ?? randomInt(2 ** 31));
const names = TARGETS.map(({ name }) => name).filter(name => values.target === 'all' || values.target === name);
if (names.length === 0) throw new Error(`--target is all or one of ${TARGETS.map(({ name }) => name).join(', ')}`);
say(`${inputs} inputs each for ${names.join(', ')}; seed ${seed}`);
try {
  for (const name of names) say(`${name}: ${JSON.stringify(await runWatched(name, inputs, seed))}`);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
