import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { faultsOf } from './faults-of.js';
import { runErasure } from './run-erasure.js';

/**
 * `npm run test:erasure -- --recordings 1000 --seed 1`: what is left after the final day is attacked with all that somebody
 * can have, for each kind of key ring. Anything that opens, or any key that lies somewhere, ends it with exit code 1.
 */
const { values } = parseArgs({
  options: { recordings: { type: 'string', default: '1000' }, seed: { type: 'string' } },
});
const recordings = Number(values.recordings);
const seed = Number(values.seed ?? randomInt(2 ** 31));
say(`${recordings} recordings, seed ${seed}`);
await longRun(async () => {
  const reports = [];
  for (const ring of ['folder', 'cluster'] as const) {
    const report = await runErasure({ recordings, seed, ring, onProgress: say });
    say(JSON.stringify(report));
    const faults = faultsOf(report);
    if (faults.length > 0) throw new Error(faults.join('; '));
    reports.push(report);
  }
  return { seed, reports };
});
