import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { runStops } from './run-stops.js';

/** So many nights go by on one installation; the next ones begin on a new one. */
const PART = 50;

/**
 * `npm run test:stops -- --cycles 200 --seed 1 --seconds 30`: an instance that is stopped in the middle of each of its jobs, while another
 * one works on. What takes effect twice ends it with exit code 1.
 */
const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '200' },
    seed: { type: 'string' },
    seconds: { type: 'string', default: '30' },
  },
});
const [cycles, seconds] = [Number(values.cycles), Number(values.seconds)];
const seed = Number(values.seed ?? randomInt(2 ** 31));
say(`${cycles} cycles of ${seconds} s, seed ${seed}`);
await longRun(async () => {
  const stopped: Record<string, number> = {};
  let [done, mailsSentAgain] = [0, 0];
  for (let part = 0; part * PART < cycles; part += 1) {
    const here = Math.min(PART, cycles - part * PART);
    const report = await runStops({ cycles: here, seed: `${seed}/${part}`, seconds, onProgress: say });
    if (report.faults.length > 0) throw new Error(report.faults.slice(0, 20).join('\n'));
    done += report.cycles;
    mailsSentAgain += report.mailsSentAgain;
    for (const [job, count] of Object.entries(report.stopped)) stopped[job] = (stopped[job] ?? 0) + count;
  }
  return { seed, cycles, stopped: done, jobs: stopped, mailsSentAgain, faults: [] };
});
