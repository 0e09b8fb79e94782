import { randomInt } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from '../../bench/harness/machine.js';
import { runSoak } from './run-soak.js';
import { faultsOf, summaryOf, untoldOf } from './summary.js';

/**
 * `npm run test:soak -- --minutes 60 --playbacks 50 --ingests 10 --searches 5`: so many a second, or what the machine bears of them, in
 * this proportion. `soak.json` and `soak.md` are written into the folder `--out`, and each look into `samples.jsonl` as it is made; a fault ends it with exit code 1,
 * and so does what twenty minutes or more have said nothing of. Further:
 * `--seed`, `--step-seconds` (each step towards what is borne), `--sample-seconds`, `--collect-seconds` (the heap is collected so often,
 * and everything stands still meanwhile; 0 is never).
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    playbacks: { type: 'string', default: '50' },
    ingests: { type: 'string', default: '10' },
    searches: { type: 'string', default: '5' },
    seed: { type: 'string' },
    'step-seconds': { type: 'string', default: '30' },
    'sample-seconds': { type: 'string', default: '10' },
    'collect-seconds': { type: 'string', default: '60' },
    out: { type: 'string', default: join(import.meta.dirname, '..', '..', '.cache', 'soak') },
  },
});
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
  });
}
const seed = number(values.seed ?? String(randomInt(2 ** 31)));
const rates = {
  playbacks: number(values.playbacks),
  ingests: number(values.ingests),
  searches: number(values.searches),
};
say(`${values.minutes} minutes, seed ${seed}`);
const samples = join(values.out, 'samples.jsonl');
try {
  await mkdir(values.out, { recursive: true });
  await rm(samples, { force: true });
  const machine = await describeMachine('the embedded PostgreSQL');
  const report = await runSoak({
    ...{ minutes: number(values.minutes), rates, seed },
    stepSeconds: number(values['step-seconds']),
    sampleSeconds: number(values['sample-seconds']),
    collectSeconds: number(values['collect-seconds']),
    onProgress: say,
    onSample: sample => {
      appendFileSync(samples, `${JSON.stringify(sample)}\n`);
    },
    signal: stop.signal,
  });
  const summary = summaryOf(report, machine);
  await writeFile(join(values.out, 'soak.json'), `${JSON.stringify({ machine, ...report }, null, 2)}\n`);
  await writeFile(join(values.out, 'soak.md'), summary);
  say(`\n${summary}\nWritten to ${values.out}.`);
  if (faultsOf(report).length + untoldOf(report).length > 0) process.exitCode = 1;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function number(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${text} is no number`);
  return value;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
