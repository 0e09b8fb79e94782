import { parseArgs } from 'node:util';
import { assertTools, faultsInEveryForm } from './every-form.js';
import { longCalls } from './long-calls.js';
import { randomSets } from './random-sets.js';

/**
 * `npm run test:redaction -- --count 1000 --seed 1`: so many random sets of marks on PCM, A-law and µ-law; MP3, Opus and GSM as ffmpeg writes
 * them, the copies read by ffprobe and sox; calls of two hours in little memory. Anything that is wrong ends it with exit code 1.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    hours: { type: 'string', default: '2' },
  },
});
assertTools();
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const sets = await randomSets(Number(values.count), seed, say);
const forms = await faultsInEveryForm(say);
const long = await longCalls(Number(values.hours), say);
const faults = [...sets, ...forms.faults, ...long.faults];
for (const fault of faults) say(fault);
say(JSON.stringify({ sets: Number(values.count), seed, forms: forms.count, long: long.calls, faults: faults.length }));
if (faults.length > 0) process.exitCode = 1;

/** One line on standard output. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
