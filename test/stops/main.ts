import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { runStops } from './run-stops.js';

/**
 * `npm run test:stops -- --cycles 200 --seed 1 --seconds 30 --at-once 6`: an instance that is stopped in the middle of each of its jobs,
 * while another one works on; so many pairs of them at once, each on an installation of its own. `--jobs EndHoldsJob.onSchedule` stops that one alone,
 * `--minutes` ends a run that would last longer. What takes effect twice, fails once it is
 * alone, or was never stopped at work ends it with exit code 1.
 */
const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '200' },
    seed: { type: 'string' },
    seconds: { type: 'string', default: '30' },
    'at-once': { type: 'string', default: '1' },
    jobs: { type: 'string' },
    minutes: { type: 'string' },
  },
});
const [cycles, seconds, atOnce] = [Number(values.cycles), Number(values.seconds), Number(values['at-once'])];
const seed = Number(values.seed ?? randomInt(2 ** 31));
say(`${cycles} cycles of ${seconds} s, ${atOnce} at once, seed ${seed}`);
await longRun(async () => {
  const jobs = values.jobs?.split(',');
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  const report = await runStops({ cycles, seed, seconds, atOnce, jobs, minutes, onProgress: say });
  if (report.faults.length > 0)
    throw new Error([JSON.stringify(report.jobs), ...report.faults.slice(0, 20)].join('\n'));
  return { seed, seconds, atOnce, ...report };
});
