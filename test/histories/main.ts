import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { runHistories } from './run-worlds.js';

/**
 * `npm run test:histories -- --histories 10000 --seed 1`: calls that are kept, held, let go, erased and purged beside a model;
 * the first difference ends it with exit code 1 and the timeline that shows it. `--width` calls share a timeline.
 */
const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    width: { type: 'string', default: '250' },
  },
});
const histories = Number(values.histories);
const seed = Number(values.seed ?? randomInt(2 ** 31));
say(`${histories} histories, seed ${seed}`);
await longRun(async () => {
  const counts = await runHistories({ histories, seed, width: Number(values.width), onProgress: say });
  return { seed, ...counts.toJSON() };
});
